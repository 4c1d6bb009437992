import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { connectCrm } from "#lib/integrations/connect-crm.ts";
import { disconnect } from "#lib/integrations/disconnect.ts";
import { getIntegration, listRemoteStages } from "#lib/integrations/list-integrations.ts";
import { mapStages } from "#lib/integrations/map-stages.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import {
  type CrmKey,
  integrationSchema,
  PROVIDER_LABELS,
  remoteStageSchema,
  stageMappingSchema,
  syncResultSchema,
  syncSettingsSchema,
} from "#lib/integrations/schema.ts";
import { syncNow } from "#lib/integrations/sync-now.ts";

const tag = "Integrations";

/** The routes that every CRM has; `credentials` are the fields it is connected with. */
export function crmRoutes<C extends z.ZodRawShape>(key: CrmKey, credentials: C) {
  const path = `/api/integrations/${key}` as const;
  const label = PROVIDER_LABELS[key];
  const integration = z.object({ integration: integrationSchema });
  return {
    PUT: createRoute({
      method: "PUT",
      path,
      summary: `Connect ${label}: the credentials are tried before they are saved`,
      tag,
      auth: "user",
      limit: "strict",
      body: z.object({ ...credentials, ...syncSettingsSchema.shape }),
      response: integration,
      handler: async ({ ctx, body }) => {
        const settings = syncSettingsSchema.parse(body);
        await connectCrm(ctx, key, body, settings, REAL_PACE);
        return { integration: await getIntegration(ctx, key) };
      },
    }),
    DELETE: createRoute({
      method: "DELETE",
      path,
      summary: `Disconnect ${label}: the credentials are deleted, the deals stay`,
      tag,
      auth: "user",
      limit: "standard",
      response: integration,
      handler: async ({ ctx }) => {
        await disconnect(ctx, key);
        return { integration: await getIntegration(ctx, key) };
      },
    }),
    sync: createRoute({
      method: "POST",
      path: `${path}/sync`,
      summary: `Sync with ${label} now`,
      tag,
      auth: "user",
      limit: "strict",
      response: syncResultSchema,
      handler: ({ ctx }) => syncNow(ctx, key, REAL_PACE),
    }),
    stages: createRoute({
      method: "GET",
      path: `${path}/stage-mapping`,
      summary: `The stages of the ${label} account, and what they are here`,
      tag,
      auth: "user",
      limit: "lenient",
      response: z.object({ stages: z.array(remoteStageSchema) }),
      handler: async ({ ctx }) => ({ stages: await listRemoteStages(ctx, key) }),
    }),
    mapStages: createRoute({
      method: "PUT",
      path: `${path}/stage-mapping`,
      summary: `Say which stages the ones of ${label} are; deals in them move at once`,
      tag,
      auth: "user",
      limit: "standard",
      body: stageMappingSchema,
      response: z.object({ moved: z.number().int(), stages: z.array(remoteStageSchema) }),
      handler: async ({ ctx, body }) => {
        const { moved } = await mapStages(ctx, key, body);
        return { moved, stages: await listRemoteStages(ctx, key) };
      },
    }),
  };
}
