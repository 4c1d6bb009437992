import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, form, recordArgs } from "../action-entry.ts";
import { anyone, DEAL_RELATIONS } from "../verdicts.ts";
import { idOf } from "../world.ts";
import { mailRule } from "./email-routes.ts";

export const ACCOUNT_ACTIONS: Record<string, ActionEntry> = {
  "account.updateProfile": {
    for: "user",
    relations: ["own"],
    args: () => [EMPTY_FORM_STATE, form({ timezone: "Asia/Tokyo" })],
    rule: anyone,
  },
  "emails.retryFailedEmail": {
    for: "user",
    relations: DEAL_RELATIONS,
    args: (cell) => recordArgs(idOf("email", cell)),
    rule: mailRule,
  },
  "unsubscribe.unsubscribeByLink": {
    for: "anybody",
    relations: ["own"],
    args: () => ["made-up"],
    rule: anyone,
    changes: false,
  },
};
