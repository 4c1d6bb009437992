import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, type Field, form, recordArgs } from "../action-entry.ts";
import { verdictOf } from "../ask-action.ts";
import type { Verdict } from "../cell.ts";
import { TEAM_RELATIONS } from "../verdicts.ts";
import { idOf, teamOf } from "../world.ts";
import { addRule, lookAfterRule, SOMEWHERE, WEBHOOK_RELATIONS } from "./webhook-routes.ts";

const fieldsOf = (name: string) => ({ name, url: SOMEWHERE, "event:deal.created": "on" });

function onWebhook(fields: Record<string, Field> = {}, rest: Partial<ActionEntry> = {}) {
  return {
    for: "user",
    relations: WEBHOOK_RELATIONS,
    args: (cell) => recordArgs(idOf("webhook", cell), fields),
    rule: lookAfterRule,
    ...rest,
  } satisfies ActionEntry;
}

/** Nobody listens there, so what was allowed has been tried and did not arrive. */
function triedOf(result: unknown): Verdict | string {
  const verdict = verdictOf(result);
  return verdict.startsWith("The test failed.") ? "ok" : verdict;
}

export const WEBHOOK_ACTIONS: Record<string, ActionEntry> = {
  "webhooks.addWebhook": {
    for: "user",
    relations: [...TEAM_RELATIONS, "personal"],
    args: ({ relation }) => [
      EMPTY_FORM_STATE,
      form({ ...fieldsOf("New"), teamId: teamOf(relation) ?? "" }),
    ],
    rule: addRule,
  },
  "webhooks.editWebhook": onWebhook(fieldsOf("Renamed")),
  "webhooks.switchWebhook": onWebhook({ isActive: "false" }),
  "webhooks.removeWebhook": onWebhook(),
  "webhooks.rotateWebhookSecret": onWebhook(),
  "webhooks.testWebhook": onWebhook({}, { read: triedOf }),
  "webhooks.resendWebhookDelivery": onWebhook(
    {},
    { args: (cell) => recordArgs(idOf("delivery", cell)) },
  ),
  "webhooks.replayWebhook": onWebhook({ since: "2000-01-01T00:00" }),
};
