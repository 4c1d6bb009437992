import type { ReactNode } from "react";
import { signOut } from "#app/actions/sign-out.ts";
import { AppShell } from "#components/shell/app-shell.tsx";
import { workspaceById } from "#lib/access/workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { env } from "#lib/platform/env.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser();
  return (
    <AppShell
      workspaceName={workspaceById(ctx, null).name}
      person={{ name: ctx.user.name, email: ctx.user.email }}
      isDemo={env().demo !== null}
      signOut={signOut}
    >
      {children}
    </AppShell>
  );
}
