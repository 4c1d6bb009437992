import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, form, onDealAction, recordArgs } from "../action-entry.ts";
import { anyone, PERSON_RELATIONS, personRule } from "../verdicts.ts";
import { idOf } from "../world.ts";
import { NEXT_WEEK } from "./deal-routes.ts";

export const NOTIFICATION_ACTIONS: Record<string, ActionEntry> = {
  "notifications.markNotification": {
    for: "user",
    relations: PERSON_RELATIONS,
    args: (cell) => recordArgs(idOf("notification", cell), { read: "true" }),
    rule: personRule,
  },
  "notifications.markAllNotifications": {
    for: "user",
    relations: ["own"],
    args: () => [EMPTY_FORM_STATE, form()],
    rule: anyone,
  },
  "notifications.saveNotificationSettings": {
    for: "user",
    relations: ["own"],
    args: () => [EMPTY_FORM_STATE, form({ frequency: "daily", hour: "8", weekday: "1" })],
    rule: anyone,
  },
  "snooze.snoozeDeal": onDealAction("deal.edit", { until: NEXT_WEEK, reason: "On leave" }),
  "snooze.wakeDeal": onDealAction("deal.edit"),
};
