import type { Context } from "#lib/access/context.ts";
import { previewDeletion } from "#lib/account/preview-deletion.ts";
import type { DeletionDto } from "#lib/account/schema.ts";
import { isNamedHere } from "#lib/account/update-profile.ts";

export type ProfilePageData = {
  /** False where names come from the sign-in service. */
  isNamedHere: boolean;
  deletion: DeletionDto;
};

export async function getProfilePage(ctx: Context): Promise<ProfilePageData> {
  return { isNamedHere: isNamedHere(), deletion: await previewDeletion(ctx) };
}
