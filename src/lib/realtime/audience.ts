import { AppError } from "#lib/platform/errors.ts";
import { type NumberedNews, workspacesOfPeople } from "./queries.ts";

/** More windows than anybody looks at; beyond it something opens streams and forgets them. */
const MOST_STREAMS_OF_ONE = 20;

/** Somebody with a stream open, and what they may see at this moment. */
export type Listener = {
  readonly userId: string;
  workspaceIds: ReadonlySet<string>;
  streams: number;
  /** Their account no longer exists. */
  isGone: boolean;
};

export type Audience = {
  /** @throws AppError rate_limited when this person has too many streams in this instance. */
  enter: (person: { userId: string; workspaceIds: readonly string[] }) => Listener;
  leave: (listener: Listener) => void;
  /** Reads anew what everybody may see, by one statement; true when somebody is gone. */
  refresh: () => Promise<boolean>;
  isEmpty: () => boolean;
};

/** The people who listen in this process. */
export function createAudience(): Audience {
  const listeners = new Map<string, Listener>();
  return {
    enter({ userId, workspaceIds }) {
      const known = listeners.get(userId);
      if (known && known.streams >= MOST_STREAMS_OF_ONE) {
        throw new AppError(
          "rate_limited",
          `You have ${MOST_STREAMS_OF_ONE} live streams open already. Close one and try again.`,
          { headers: { "retry-after": "30" } },
        );
      }
      const listener = known ?? {
        userId,
        workspaceIds: new Set(workspaceIds),
        streams: 0,
        isGone: false,
      };
      listener.streams += 1;
      listeners.set(userId, listener);
      return listener;
    },
    leave(listener) {
      listener.streams -= 1;
      if (listener.streams === 0 && listeners.get(listener.userId) === listener) {
        listeners.delete(listener.userId);
      }
    },
    async refresh() {
      // Whoever comes while this is read has been read a moment ago.
      const asked = [...listeners.values()];
      const workspaces = await workspacesOfPeople(asked.map(({ userId }) => userId));
      let isSomebodyGone = false;
      for (const listener of asked) {
        const workspaceIds = workspaces.get(listener.userId);
        if (workspaceIds) {
          listener.workspaceIds = workspaceIds;
          continue;
        }
        listener.isGone = true;
        isSomebodyGone = true;
        listeners.delete(listener.userId);
      }
      return isSomebodyGone;
    },
    isEmpty: () => listeners.size === 0,
  };
}

/** A row for one person is theirs alone, also inside a workspace; any other is its readers'. */
export function maySee(
  { userId, workspaceIds }: Pick<Listener, "userId" | "workspaceIds">,
  { audienceId, workspaceId }: Pick<NumberedNews, "audienceId" | "workspaceId">,
): boolean {
  if (audienceId !== null) return audienceId === userId;
  return workspaceId !== null && workspaceIds.has(workspaceId);
}
