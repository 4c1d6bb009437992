import type { ReactNode } from "react";
import { signOut } from "#app/actions/sign-out.ts";
import { switchWorkspace } from "#app/actions/workspace.ts";
import { AppShell } from "#components/shell/app-shell.tsx";
import { LiveUpdates } from "#components/shell/live-updates.tsx";
import { MOST_UNREAD } from "#components/shell/most-unread.ts";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { workspacesOf } from "#lib/access/workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { countUnread } from "#lib/notifications/count-unread.ts";
import { hasMailbox } from "#lib/platform/email-state.ts";
import { env } from "#lib/platform/env.ts";
import { currentPlace } from "#lib/realtime/current-place.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  // Asked first, so that it is no later than what the page is made from.
  const [since, ctx] = await Promise.all([currentPlace(), requireUser()]);
  const { id: workspaceId } = await currentWorkspace(ctx);
  return (
    <AppShell
      workspaces={{
        all: workspacesOf(ctx).map(({ id, name }) => ({ id, name })),
        current: workspaceId,
        switchTo: switchWorkspace,
      }}
      person={{ name: ctx.user.name, email: ctx.user.email }}
      isDemo={env().demo !== null}
      hasMailbox={hasMailbox()}
      unread={await countUnread(ctx, { limit: MOST_UNREAD + 1 })}
      signOut={signOut}
    >
      {children}
      <LiveUpdates since={since} workspaceId={workspaceId} />
    </AppShell>
  );
}
