import { followChannel } from "#lib/platform/redis-channel.ts";
import { CHANNEL } from "#lib/realtime/announce.ts";

/** What brings announcements from elsewhere. `isOpen`: whether it does at this moment. */
export type Push = { isOpen: () => boolean; stop: () => void };
export type StartPush = (wake: () => void) => Push;

/** Redis, where it is configured, tells of news in other instances. */
export const startRedisPush: StartPush = (wake) =>
  // Whatever was announced while the connection was being made was missed.
  followChannel(CHANNEL, { onOpen: wake, onMessage: wake });
