"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { chooseWorkspace } from "#lib/access/current-workspace.ts";
import { createDemoPerson } from "#lib/auth/create-demo-person.ts";
import { demoCookie } from "#lib/auth/demo-cookie.ts";
import { contextOfPerson } from "#lib/auth/load-context.ts";
import { DEFAULT_PATH } from "#lib/auth/next-path.ts";
import { requestIdFrom } from "#lib/auth/request-id.ts";
import { signInDemoPerson } from "#lib/auth/sign-in-demo-person.ts";
import { createRecordAction } from "#lib/http/create-action.ts";
import { AppError } from "#lib/platform/errors.ts";
import { acceptInvite as accept } from "#lib/teams/accept-invite.ts";
import { inviteTokenSchema } from "#lib/teams/schema.ts";

export const acceptInvite = createRecordAction({
  id: inviteTokenSchema.shape.token,
  input: z.object({}),
  handler: async ({ ctx, id: token }) => {
    const { team } = await accept(ctx, token);
    await chooseWorkspace(team.id);
    return { redirectTo: DEFAULT_PATH };
  },
});

/**
 * In the demo: signs in as the addressee of an invitation, who is made for it, and joins. Whatever is
 * wrong with the invitation is said by its page, loaded again.
 */
export async function joinDemo(token: string): Promise<void> {
  const parsed = inviteTokenSchema.safeParse({ token });
  if (!parsed.success) redirect("/");
  try {
    const now = new Date();
    const { userId, email } = await createDemoPerson({ token: parsed.data.token, now });
    const requestId = requestIdFrom(await headers());
    const session = await signInDemoPerson({ userId, requestId, now });
    (await cookies()).set(demoCookie(session));
    const { team } = await accept(await contextOfPerson(email, now), parsed.data.token);
    await chooseWorkspace(team.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    redirect(`/invite/${encodeURIComponent(parsed.data.token)}`);
  }
  redirect(DEFAULT_PATH);
}
