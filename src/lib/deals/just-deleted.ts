import { cookies } from "next/headers";
import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";

const COOKIE = "sentinel_deleted";
/** Longer than the offer to undo is shown, and gone before it would surprise anybody. */
const SECONDS = 30;

/** Lets the page that follows a deletion offer to undo it, also to a browser without scripts. */
export async function rememberDeleted(id: string): Promise<void> {
  (await cookies()).set(COOKIE, id, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().appUrl.startsWith("https:"),
    maxAge: SECONDS,
    path: "/deals",
  });
}

export async function forgetDeleted(): Promise<void> {
  (await cookies()).set(COOKIE, "", { maxAge: 0, path: "/deals" });
}

/** The deal that this browser has just deleted, as long as the actor can bring it back. */
export async function justDeleted(ctx: Context): Promise<{ id: string; name: string } | null> {
  const id = (await cookies()).get(COOKIE)?.value;
  if (!id) return null;
  return db().deal.findFirst({
    where: { id, ...dealScope(ctx, "deal.delete"), deletedAt: { not: null } },
    select: { id: true, name: true },
  });
}
