import { randomUUID } from "node:crypto";
import type { Context } from "#lib/access/context.ts";
import { createUserAtFirstSight } from "#lib/auth/create-user-at-first-sight.ts";
import { identityProvider } from "#lib/auth/identity.ts";
import { requestIdFrom } from "#lib/auth/request-id.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

/** `expiresAt`: until when the request's credentials hold; null when that is open. */
export type SignedIn = { ctx: Context; via: "cookie" | "bearer"; expiresAt: Date | null };

/**
 * Who is asking, with everything a use case needs to know about them; null when nobody is signed in.
 * This is the edge where the clock enters.
 *
 * @throws AppError unavailable when a new person's profile cannot be fetched.
 */
export async function loadContext(headers: Headers): Promise<SignedIn | null> {
  const provider = await identityProvider();
  const identity = await provider.identify(headers);
  if (!identity) return null;
  const known = await findActor(identity.userId, provider.isDemo);
  const found =
    known ??
    ((await createUserAtFirstSight(provider, identity.userId))
      ? await findActor(identity.userId, provider.isDemo)
      : null);
  if (!found) return null;
  const { memberships, ...user } = found;
  const ctx = { user, memberships, requestId: requestIdFrom(headers), now: new Date() };
  return { ctx, via: identity.via, expiresAt: identity.expiresAt };
}

/**
 * The context of a person named by address, for commands run by somebody who has the database anyway.
 *
 * @throws AppError not_found.
 */
export async function contextOfPerson(email: string, now: Date): Promise<Context> {
  const person = await db().user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true },
  });
  const found = person && (await findActor(person.id, false));
  if (!found) throw notFound(`A person with the address ${email}`);
  const { memberships, ...user } = found;
  return { user, memberships, requestId: randomUUID(), now };
}

/** In the demo only generated people: its secret must not open the account of anybody real. */
function findActor(id: string, isDemoOnly: boolean) {
  return db().user.findUnique({
    where: isDemoOnly ? { id, isDemo: true } : { id },
    select: {
      id: true,
      name: true,
      email: true,
      timezone: true,
      currency: true,
      memberships: {
        select: {
          role: true,
          team: {
            select: { id: true, name: true, slug: true, currency: true, timezone: true },
          },
        },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
}
