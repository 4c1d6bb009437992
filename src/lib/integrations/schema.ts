import { z } from "zod";
import { STAGES } from "#lib/deals/stages.ts";

export const PROVIDERS = ["salesforce", "hubspot", "google_calendar"] as const;
export type ProviderKey = (typeof PROVIDERS)[number];
/** The providers whose records are deals; the others bring meetings. */
export const CRM_PROVIDERS = ["salesforce", "hubspot"] as const satisfies ProviderKey[];
export type CrmKey = (typeof CRM_PROVIDERS)[number];

export const PROVIDER_LABELS: Record<ProviderKey, string> = {
  salesforce: "Salesforce",
  hubspot: "HubSpot",
  google_calendar: "Google Calendar",
};

/** One record that could not be taken over; the others of its page were. */
export const syncErrorSchema = z.object({ externalId: z.string().nullable(), message: z.string() });
export type SyncError = z.infer<typeof syncErrorSchema>;

/**
 * What a run did. `created + updated + unchanged + skipped` is `seen`, the records that the provider
 * gave; `synced` are those that are right here now.
 */
export const syncResultSchema = z
  .object({
    success: z.boolean(),
    synced: z.number().int(),
    seen: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    skipped: z.number().int(),
    errors: z.array(syncErrorSchema),
    /** True when the time or the number of records of one run was used up: the next one goes on. */
    remaining: z.boolean(),
    message: z.string(),
  })
  .meta({ id: "SyncResult" });
export type SyncResult = z.infer<typeof syncResultSchema>;
export type SyncCounts = Pick<SyncResult, "seen" | "created" | "updated" | "unchanged" | "skipped">;

/** How the records of an account are followed; what is left out stays as it is. */
export const syncSettingsSchema = z.object({
  syncEnabled: z.boolean().optional(),
  writeBack: z.boolean().optional(),
  /** The team whose deals they become; null for one's own workspace. */
  teamId: z.string().max(64).nullable().optional(),
});
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

export const integrationSchema = z
  .object({
    provider: z.enum(PROVIDERS),
    connected: z.boolean(),
    account: z.string().nullable(),
    teamId: z.string().nullable(),
    isActive: z.boolean(),
    syncEnabled: z.boolean(),
    writeBack: z.boolean(),
    status: z.enum(["never", "running", "success", "partial", "failed"]),
    lastSyncAt: z.string().nullable(),
    /** Records of the run in progress so far; null when none is. */
    progress: z.number().int().nullable(),
    lastError: z.string().nullable(),
    nextSyncAt: z.string().nullable(),
    totalSynced: z.number().int(),
    /** Until when the account is left alone after several failures. */
    pausedUntil: z.string().nullable(),
    unmappedStages: z.array(
      z.object({
        pipeline: z.string(),
        remoteStage: z.string(),
        label: z.string(),
        deals: z.number().int(),
        stage: z.enum(STAGES),
      }),
    ),
  })
  .meta({ id: "Integration" });
export type IntegrationDto = z.infer<typeof integrationSchema>;

export const remoteStageSchema = z
  .object({
    pipeline: z.string(),
    pipelineLabel: z.string(),
    remoteStage: z.string(),
    label: z.string(),
    /** Deals that are in it. */
    deals: z.number().int(),
    stage: z.enum(STAGES),
    /** override: somebody said so; standard: the provider's own; guess: by its probability. */
    by: z.enum(["override", "standard", "guess"]),
  })
  .meta({ id: "RemoteStage" });
export type RemoteStageDto = z.infer<typeof remoteStageSchema>;

export const stageMappingSchema = z.object({
  mappings: z
    .array(
      z.object({
        remoteStage: z.string().trim().min(1).max(255),
        pipeline: z.string().trim().max(255).default(""),
        /** Null takes an override back. */
        stage: z.enum(STAGES).nullable(),
      }),
    )
    .min(1)
    .max(500),
});
export type StageMappingInput = z.infer<typeof stageMappingSchema>;
