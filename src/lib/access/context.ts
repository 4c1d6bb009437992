import type { Role } from "#lib/access/policy.ts";

/** The person who acts, as far as use cases need to know. */
export type Actor = {
  id: string;
  name: string;
  email: string;
  /** IANA name. */
  timezone: string;
  /** ISO 4217. */
  currency: string;
};

export type Membership = {
  role: Role;
  team: { id: string; name: string; slug: string; currency: string; timezone: string };
};

/**
 * Comes first in every use case. Whoever holds one has been authenticated; the use case itself
 * decides what it allows. `now` is the only clock that domain code sees.
 */
export type Context = {
  user: Actor;
  memberships: Membership[];
  requestId: string;
  now: Date;
};
