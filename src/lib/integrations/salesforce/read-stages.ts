import type { RemoteStageRef } from "#lib/integrations/remote-record.ts";
import type { OrgReader } from "#lib/integrations/salesforce/org-reader.ts";
import { stageRowSchema } from "#lib/integrations/salesforce/wire.ts";

/** The stages that an org has now; none where the user may not see the list. */
export async function readStages(reader: OrgReader): Promise<RemoteStageRef[]> {
  const { rows } = await reader.optionalPage(
    {
      object: "OpportunityStage",
      fields: ["MasterLabel", "IsActive", "IsClosed", "IsWon", "DefaultProbability", "SortOrder"],
      optional: ["ApiName"],
    },
    "ORDER BY SortOrder",
    stageRowSchema,
  );
  return rows.map(({ MasterLabel, ApiName, IsClosed, IsWon, DefaultProbability }) => ({
    pipeline: "",
    id: ApiName ?? MasterLabel,
    label: MasterLabel,
    isClosed: IsClosed,
    isWon: IsWon,
    probability: DefaultProbability === null ? null : DefaultProbability / 100,
  }));
}
