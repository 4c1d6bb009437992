import { Upload } from "lucide-react";
import type { Metadata } from "next";
import { removeDemoData } from "#app/actions/demo-data.ts";
import { DemoData } from "#components/data/demo-data.tsx";
import { RemoveDemoData } from "#components/data/remove-demo-data.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { getDataPage } from "#lib/demo/get-data-page.ts";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage() {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const { demo, canRemove, canImport } = await getDataPage(ctx, workspace);
  return (
    <>
      <PageHeader title="Data" note={workspace.name} />
      <div className="grid gap-10">
        <Section id="import" title="Import">
          <div className="grid justify-items-start gap-3 pt-3">
            <p className="max-w-prose text-body">
              Deals, activities and stage histories come in as CSV, from a CRM or a spreadsheet.
              {canImport ? "" : " Members, admins and owners of the team import."}
            </p>
            {canImport ? (
              <ButtonLink href="/deals/import" size="sm">
                <Upload aria-hidden strokeWidth={1.5} />
                Import a CSV
              </ButtonLink>
            ) : null}
          </div>
        </Section>
        <Section id="generated" title="Generated data">
          <DemoData
            demo={demo}
            workspaceName={workspace.name}
            remove={
              canRemove ? (
                <RemoveDemoData action={removeDemoData.bind(null, workspace.id)} />
              ) : (
                <p className="text-table text-ink-muted">Owners and admins can remove them.</p>
              )
            }
          />
        </Section>
      </div>
    </>
  );
}
