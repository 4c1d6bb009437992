import type { Profile } from "#lib/auth/identity.ts";
import { withoutAddress } from "#lib/auth/without-address.ts";

/** A person as Clerk's API and its webhooks tell of them. */
export type ClerkPerson = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  username: string | null;
  imageUrl: string;
  /** The primary address, if there is one. */
  email: { text: string; isVerified: boolean } | null;
  /** Epoch milliseconds. */
  updatedAt: number;
};

/** An address counts only when Clerk has verified it: invitations are bound to addresses. */
export function profileFromClerk(person: ClerkPerson): Profile {
  const { id, firstName, lastName, username, imageUrl, updatedAt } = person;
  const email = person.email?.isVerified ? person.email.text : withoutAddress(id);
  const fullName = [firstName, lastName].filter(Boolean).join(" ");
  return {
    email,
    name: fullName || username || nameFrom(email),
    imageUrl: imageUrl || null,
    changedAt: new Date(updatedAt),
  };
}

function nameFrom(email: string): string {
  return email.endsWith(".invalid") ? "New user" : (email.split("@")[0] ?? email);
}
