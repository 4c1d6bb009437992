import type { ReactNode } from "react";
import { SETTINGS_SECTIONS } from "#components/settings/sections.ts";
import { SettingsNav } from "#components/settings/settings-nav.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { mayIn } from "#lib/access/scope.ts";
import { requireUser } from "#lib/auth/require-user.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const sections = SETTINGS_SECTIONS.filter(
    ({ needs }) => needs === undefined || mayIn(ctx, workspace.teamId, needs),
  );
  return (
    <div className="grid gap-5 md:grid-cols-[11rem_minmax(0,1fr)] md:gap-10">
      <SettingsNav sections={sections.map(({ href, label }) => ({ href, label }))} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
