"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";
import { STAGE_LABELS, STAGES } from "#lib/deals/stages.ts";
import type { FormAction } from "#lib/http/form-state.ts";
import { MAPPING_PREFIX } from "#lib/integrations/form-schema.ts";
import type { RemoteStageDto } from "#lib/integrations/schema.ts";

const BY: Record<RemoteStageDto["by"], string> = {
  override: "chosen here",
  standard: "standard stage",
  guess: "guessed",
};

const CHOICES = STAGES.map((stage) => ({ value: stage, label: STAGE_LABELS[stage] }));

/** Every stage of the account beside the one it is here; guessed ones with deals come first. */
export function StageMappingForm({
  action,
  stages,
}: {
  action: FormAction;
  stages: readonly RemoteStageDto[];
}) {
  const hasPipelines = new Set(stages.map(({ pipeline }) => pipeline)).size > 1;
  const order = ({ by, deals }: RemoteStageDto) => (by === "guess" && deals > 0 ? 0 : 1);
  const sorted = stages.toSorted((a, b) => order(a) - order(b));
  return (
    <ActionForm action={action} label="Map stages" className="grid gap-3">
      {() => (
        <>
          <ScrollingTable caption="Stages of the account">
            <thead>
              <tr>
                <Th>Stage there</Th>
                {hasPipelines ? <Th>Pipeline</Th> : null}
                <Th numeric>Deals</Th>
                <Th>Here</Th>
                <Th>Because</Th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(({ pipeline, pipelineLabel, remoteStage, label, deals, stage, by }) => (
                <tr key={`${pipeline}\n${remoteStage}`}>
                  <Td className="whitespace-nowrap">{label}</Td>
                  {hasPipelines ? <Td className="text-ink-muted">{pipelineLabel}</Td> : null}
                  <Td numeric>{deals.toLocaleString("en")}</Td>
                  <Td className="min-w-44">
                    <Select
                      name={MAPPING_PREFIX + JSON.stringify([pipeline, remoteStage])}
                      aria-label={`${label} is here`}
                      defaultValue={by === "override" ? stage : ""}
                      options={[
                        {
                          value: "",
                          label:
                            by === "override" ? "As before" : `${STAGE_LABELS[stage]} (${BY[by]})`,
                        },
                        ...CHOICES,
                      ]}
                    />
                  </Td>
                  <Td className="whitespace-nowrap text-ink-muted">{BY[by]}</Td>
                </tr>
              ))}
            </tbody>
          </ScrollingTable>
          <SubmitButton pendingLabel="Saving…" className="justify-self-start">
            Save mapping
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
