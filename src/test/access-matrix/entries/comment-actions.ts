import { type ActionEntry, onDealAction, recordArgs } from "../action-entry.ts";
import { both, dealRule } from "../verdicts.ts";
import { idOf } from "../world.ts";
import { authorRule, deleteRule } from "./comment-routes.ts";

export const COMMENT_ACTIONS: Record<string, ActionEntry> = {
  "comments.addComment": onDealAction("deal.comment", { body: "Well done" }),
  "comments.editComment": onDealAction(
    "deal.comment",
    {},
    {
      args: (cell) =>
        recordArgs(idOf("deal", cell), {
          commentId: idOf("comment", cell),
          body: "In other words",
        }),
      rule: both(dealRule("deal.comment"), authorRule),
    },
  ),
  "comments.deleteComment": onDealAction(
    "deal.comment",
    {},
    {
      args: (cell) => recordArgs(idOf("deal", cell), { commentId: idOf("comment", cell) }),
      rule: both(dealRule("deal.comment"), deleteRule),
    },
  ),
};
