"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { workspaceById } from "#lib/access/workspace.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createRecordAction } from "#lib/http/create-action.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { createMeeting } from "#lib/meetings/create-meeting.ts";
import { meetingFormSchema, momentsOf } from "#lib/meetings/form-schema.ts";
import { linkMeeting } from "#lib/meetings/link-meeting.ts";
import { createMeetingSchema } from "#lib/meetings/schema.ts";

/** The id is the deal's. */
export const planMeeting = createRecordAction({
  id: idSchema,
  input: meetingFormSchema,
  handler: async ({ ctx, id, input }) => {
    const { teamId } = await getDeal(ctx, id);
    const { timezone } = workspaceById(ctx, teamId ?? ctx.user.id);
    const { title, attendees, description } = input;
    const meeting = createMeetingSchema.parse({
      dealId: id,
      title,
      attendees,
      description,
      ...momentsOf(input, timezone),
    });
    const { note } = await createMeeting(ctx, meeting, REAL_PACE);
    revalidatePath(`/deals/${id}`);
    return { message: note };
  },
});

/** The id is the meeting's: says that it is not about its deal. */
export const unlinkMeeting = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await linkMeeting(ctx, id, null);
    revalidatePath("/deals/[id]", "page");
    return { message: "Removed from this deal" };
  },
});

const pairSchema = z.string().regex(/^[^/]{1,64}\/[^/]{1,64}$/, "names a meeting and a deal");

/** `meeting/deal`: says that the meeting is about the deal. */
export const confirmMeeting = createRecordAction({
  id: pairSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    const [meetingId = "", dealId = ""] = id.split("/");
    await linkMeeting(ctx, idSchema.parse(meetingId), idSchema.parse(dealId));
    revalidatePath("/deals/[id]", "page");
    return { message: "Linked" };
  },
});
