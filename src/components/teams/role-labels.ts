import type { Role } from "#lib/access/policy.ts";

export const ROLE_LABELS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  viewer: "Viewer",
};

/** What each role may do, as a sentence that begins with the role. */
export const ROLE_RIGHTS: Record<Role, string> = {
  viewer: "sees all deals and changes nothing.",
  member: "adds deals, logs contact on all of them and changes their own.",
  admin: "changes all deals, invites and removes people and sets up the team.",
  owner: "does all that, manages admins and owners, and can delete the team.",
};
