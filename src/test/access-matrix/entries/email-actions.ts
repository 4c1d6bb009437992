import { type ActionEntry, recordArgs } from "../action-entry.ts";
import { anyone, DEAL_RELATIONS } from "../verdicts.ts";
import { idOf } from "../world.ts";
import { mailRule } from "./email-routes.ts";

export const EMAIL_ACTIONS: Record<string, ActionEntry> = {
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
    // Its page says that the link is broken.
    read: (_result, target) => (target === "/unsubscribe/made-up" ? "ok" : "not_found"),
  },
};
