import { dayWords } from "../calendar.ts";
import { DAY_MS, FULL_PUSH_DAYS, OVERDUE_CLOSE_DAYS, PUSH_SCALE } from "../constants.ts";
import type { Facts } from "../facts.ts";
import { ABSTAINS, countOf, type Factor, round2 } from "./factor.ts";

/**
 * Close-date slippage: an expected close date that has passed, and one that keeps moving out.
 * value = 1 − (1 − overdue)(1 − pushed); see OVERDUE_CLOSE_DAYS and PUSH_SCALE. Pushes do not fade:
 * a date that was wrong three times is not better for having been left alone since.
 */
export const slippage: Factor = {
  key: "slippage",

  value(facts) {
    const { deal, pushes, pushDays } = facts;
    if (deal.expectedCloseOn === null && pushes === 0) return ABSTAINS;
    const pushed = pushDays / FULL_PUSH_DAYS / PUSH_SCALE;
    const overdue = overdueDays(facts) / OVERDUE_CLOSE_DAYS;
    return 1 - Math.exp(-overdue - pushed * pushed);
  },

  explain(facts) {
    const { deal, pushes } = facts;
    const overdue = overdueDays(facts);
    const moved =
      pushes === 0 ? "" : `moved out ${pushes === 1 ? "once" : `${pushes} times`} before`;
    const evidence = {
      expectedCloseOn: deal.expectedCloseOn,
      overdueDays: round2(overdue),
      pushes,
    };
    if (overdue > 0) {
      const past = `Expected close ${dayWords(deal.expectedCloseOn)} is ${countOf(Math.ceil(overdue), "day")} past`;
      return { reason: moved === "" ? past : `${past}; ${moved}`, evidence };
    }
    const due =
      deal.expectedCloseOn === null
        ? "No close date"
        : `Close due ${dayWords(deal.expectedCloseOn)}`;
    return { reason: moved === "" ? due : `${due}; ${moved}`, evidence };
  },

  missing() {
    return "no expected close date";
  },

  action(facts) {
    return {
      label: "Agree a new close date with the customer",
      dueAt: Number.isNaN(facts.closeDueAt) ? facts.deal.stageEnteredAt : facts.closeDueAt,
    };
  },
};

function overdueDays({ closeDueAt, at }: Facts): number {
  return at > closeDueAt ? (at - closeDueAt) / DAY_MS : 0;
}
