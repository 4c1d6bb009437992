"use server";

import { revalidatePath } from "next/cache";
import { idSchema } from "#lib/deals/schema.ts";
import { createAction, createRecordAction } from "#lib/http/create-action.ts";
import { readFormSchema, settingsFormSchema } from "#lib/notifications/form-schema.ts";
import { markAllRead } from "#lib/notifications/mark-all-read.ts";
import { markRead } from "#lib/notifications/mark-read.ts";
import { saveSettings } from "#lib/notifications/save-settings.ts";
import { readAllSchema } from "#lib/notifications/schema.ts";

export const markNotification = createRecordAction({
  id: idSchema,
  input: readFormSchema,
  handler: async ({ ctx, id, input }) => {
    await markRead(ctx, id, input);
    // The count stands in the frame of every page.
    revalidatePath("/", "layout");
    return undefined;
  },
});

export const markAllNotifications = createAction({
  input: readAllSchema,
  handler: async ({ ctx, input }) => {
    await markAllRead(ctx, input);
    revalidatePath("/", "layout");
    return undefined;
  },
});

export const saveNotificationSettings = createAction({
  input: settingsFormSchema,
  handler: async ({ ctx, input }) => {
    await saveSettings(ctx, input);
    revalidatePath("/settings/notifications");
    return { message: "Saved" };
  },
});
