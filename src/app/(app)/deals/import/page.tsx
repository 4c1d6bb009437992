import type { Metadata } from "next";
import { previewImport, runImport } from "#app/actions/imports.ts";
import { FirstRun } from "#components/deals/first-run.tsx";
import { ImportWizard } from "#components/imports/import-wizard.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { mayCreateIn } from "#lib/access/scope.ts";
import { requireUser } from "#lib/auth/require-user.ts";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage() {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const canCreate = mayCreateIn(ctx, workspace.teamId);
  return (
    <>
      <PageHeader title="Import deals" note={`into ${workspace.name}`} />
      {canCreate ? (
        <ImportWizard preview={previewImport} run={runImport} />
      ) : (
        <FirstRun canCreate={false} />
      )}
    </>
  );
}
