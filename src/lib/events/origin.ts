/**
 * Who or what set something off. A use case's context is one; the schedule has none to name, so its
 * work is nobody's.
 */
export type Origin = {
  user: { id: string; name: string } | null;
  requestId: string | null;
  now: Date;
};

/** Sentinel itself, acting by the clock. */
export function systemOrigin(now: Date): Origin {
  return { user: null, requestId: null, now };
}

/** How Sentinel is named where a record wants to say who acted. */
export const SYSTEM_NAME = "Sentinel";
