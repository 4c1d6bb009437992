import type { DealEventType, Direction } from "#lib/deals/event-types.ts";
import { TOUCH_WEIGHT } from "./constants.ts";

/**
 * What an event proves about contact with the customer.
 *
 * - `none`: nothing (changes of the record, competitor mentions).
 * - `note`: the seller wrote something down; softens decay, is not contact.
 * - `arranged`: a meeting both sides planned, or a message of unusual direction; contact of the
 *   seller's making, but nothing that waits for an answer.
 * - `outbound`: the seller reached out and may or may not be answered.
 * - `reply`: the customer spoke. `live`: both did, at once. These reset decay.
 */
export const TOUCH = { none: 0, note: 1, arranged: 2, outbound: 3, reply: 4, live: 5 } as const;
export type Touch = (typeof TOUCH)[keyof typeof TOUCH];

/** Total over every type and direction; a direction nobody gave never counts for the customer. */
export function touchOf(type: DealEventType, direction: Direction | null): Touch {
  switch (type) {
    case "email_received":
      return TOUCH.reply;
    case "email_sent":
    case "proposal_sent":
      return isBuyerSide(direction) ? TOUCH.arranged : TOUCH.outbound;
    case "call":
      return direction === "outbound" ? TOUCH.outbound : TOUCH.live;
    case "meeting_held":
      return TOUCH.live;
    case "meeting_scheduled":
      if (direction === "inbound") return TOUCH.reply;
      return direction === "two_way" ? TOUCH.arranged : TOUCH.outbound;
    case "other":
      if (direction === "inbound") return TOUCH.reply;
      if (direction === "two_way") return TOUCH.live;
      return direction === "outbound" ? TOUCH.outbound : TOUCH.note;
    case "note":
      return TOUCH.note;
    default:
      return TOUCH.none;
  }
}

/** Weight in touchpoints-per-day figures (norms and engagement), in buyer messages. */
export function touchWeight(touch: Touch): number {
  if (touch === TOUCH.live) return TOUCH_WEIGHT.live;
  if (touch === TOUCH.reply) return TOUCH_WEIGHT.buyer;
  return touch === TOUCH.outbound || touch === TOUCH.arranged ? TOUCH_WEIGHT.seller : 0;
}

function isBuyerSide(direction: Direction | null): boolean {
  return direction === "inbound" || direction === "two_way";
}
