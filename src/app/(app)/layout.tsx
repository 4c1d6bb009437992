import type { ReactNode } from "react";
import { signOut } from "#app/actions/sign-out.ts";
import { switchWorkspace } from "#app/actions/workspace.ts";
import { AppShell } from "#components/shell/app-shell.tsx";
import { MOST_SHOWN } from "#components/shell/unread-count.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { workspacesOf } from "#lib/access/workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { countUnread } from "#lib/notifications/count-unread.ts";
import { hasMailbox } from "#lib/platform/email-state.ts";
import { env } from "#lib/platform/env.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser();
  return (
    <AppShell
      workspaces={{
        all: workspacesOf(ctx).map(({ id, name }) => ({ id, name })),
        current: (await currentWorkspace(ctx)).id,
        switchTo: switchWorkspace,
      }}
      person={{ name: ctx.user.name, email: ctx.user.email }}
      isDemo={env().demo !== null}
      hasMailbox={hasMailbox()}
      unread={await countUnread(ctx, { limit: MOST_SHOWN + 1 })}
      signOut={signOut}
    >
      {children}
    </AppShell>
  );
}
