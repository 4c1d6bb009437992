/**
 * Who or what set something off. A use case's context is one; the schedule has none to name, so its
 * work is nobody's.
 */
export type Origin = {
  user: { id: string; name: string } | null;
  /** Who or what is named where nobody acted; Sentinel itself when left out. */
  systemName?: string;
  requestId: string | null;
  now: Date;
};

/** How Sentinel is named where a record wants to say who acted. */
export const SYSTEM_NAME = "Sentinel";

/** Sentinel itself, acting by the clock, or a provider whose records it follows. */
export function systemOrigin(now: Date, systemName = SYSTEM_NAME): Origin {
  return { user: null, systemName, requestId: null, now };
}

/** How the one who acted is named in a record. */
export function actorNameOf({ user, systemName = SYSTEM_NAME }: Origin): string {
  return user?.name ?? systemName;
}
