import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, type Field, form, recordArgs } from "../action-entry.ts";
import { verdictOf } from "../ask-action.ts";
import type { Verdict } from "../cell.ts";
import { TEAM_RELATIONS } from "../verdicts.ts";
import { idOf, teamOf } from "../world.ts";
import { addRule, CHANNEL_RELATIONS, lookAfterRule } from "./slack-routes.ts";

const NOT_SLACK = "https://internal.example/services/T/B/x";

function onChannel(fields: Record<string, Field> = {}, rest: Partial<ActionEntry> = {}) {
  return {
    for: "user",
    relations: CHANNEL_RELATIONS,
    args: (cell) => recordArgs(idOf("slack", cell), fields),
    rule: lookAfterRule,
    ...rest,
  } satisfies ActionEntry;
}

/** Nobody listens there, so what was allowed has been tried and did not arrive. */
function triedOf(result: unknown): Verdict | string {
  const verdict = verdictOf(result);
  return verdict.startsWith("It did not arrive.") ? "ok" : verdict;
}

export const SLACK_ACTIONS: Record<string, ActionEntry> = {
  "slack.testSlackAddress": {
    for: "user",
    relations: [...TEAM_RELATIONS, "personal"],
    args: ({ relation }) => [form({ url: NOT_SLACK, teamId: teamOf(relation) ?? "" })],
    rule: addRule,
  },
  "slack.addSlackChannel": {
    for: "user",
    relations: [...TEAM_RELATIONS, "personal"],
    args: ({ relation }) => [
      EMPTY_FORM_STATE,
      form({
        url: NOT_SLACK,
        channelName: "#deals",
        "event:deal.created": "on",
        teamId: teamOf(relation) ?? "",
      }),
    ],
    rule: addRule,
  },
  "slack.editSlackChannel": onChannel({ channelName: "#renamed", "event:deal.created": "on" }),
  "slack.switchSlackChannel": onChannel({ isActive: "false" }),
  "slack.deleteSlackChannel": onChannel(),
  "slack.testSlackChannel": onChannel({}, { read: triedOf }),
  "slack.retrySlackChannel": onChannel(),
  "slack.retrySlackMessage": onChannel(
    {},
    { args: (cell) => recordArgs(idOf("slackmessage", cell)) },
  ),
};
