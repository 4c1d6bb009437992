"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { createRecordAction } from "#lib/http/create-action.ts";
import { changeSettings } from "#lib/integrations/change-settings.ts";
import { connectCrm } from "#lib/integrations/connect-crm.ts";
import { disconnect } from "#lib/integrations/disconnect.ts";
import {
  connectFormSchema,
  mappingFormSchema,
  providerSchema,
  settingsFormSchema,
} from "#lib/integrations/form-schema.ts";
import { connectCalendar } from "#lib/integrations/google-calendar/connect.ts";
import { mapStages } from "#lib/integrations/map-stages.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { CRM_PROVIDERS, PROVIDER_LABELS, stageMappingSchema } from "#lib/integrations/schema.ts";
import { startSync } from "#lib/integrations/start-sync.ts";

const PAGE = "/settings/integrations";

export const connectIntegration = createRecordAction({
  id: providerSchema,
  input: connectFormSchema,
  handler: async ({ ctx, id, input }) => {
    const { teamId, writeBack, ...credentials } = input;
    const settings = { teamId, writeBack };
    if (id === "google_calendar") await connectCalendar(ctx, credentials, settings, REAL_PACE);
    else await connectCrm(ctx, id, credentials, settings, REAL_PACE);
    revalidatePath(PAGE, "layout");
    return { message: `Connected. The first sync with ${PROVIDER_LABELS[id]} has begun.` };
  },
});

export const syncIntegration = createRecordAction({
  id: providerSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await startSync(ctx, id);
    revalidatePath(PAGE, "layout");
    return { message: "The sync begins in a moment." };
  },
});

export const changeIntegration = createRecordAction({
  id: providerSchema,
  input: settingsFormSchema,
  handler: async ({ ctx, id, input }) => {
    await changeSettings(ctx, id, input);
    revalidatePath(PAGE, "layout");
    return { message: "Saved" };
  },
});

export const disconnectIntegration = createRecordAction({
  id: providerSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await disconnect(ctx, id);
    return { redirectTo: PAGE };
  },
});

export const saveStageMapping = createRecordAction({
  id: z.enum(CRM_PROVIDERS, { error: "is no provider of deals" }),
  input: mappingFormSchema,
  handler: async ({ ctx, id, input }) => {
    const { moved } = await mapStages(ctx, id, stageMappingSchema.parse(input));
    revalidatePath(`${PAGE}/${id}`);
    return { message: moved === 1 ? "Saved; 1 deal moved" : `Saved; ${moved} deals moved` };
  },
});
