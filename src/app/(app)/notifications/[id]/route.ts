import { redirect } from "next/navigation";
import { chooseWorkspace } from "#lib/access/current-workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { openNotification } from "#lib/notifications/open-notification.ts";
import { AppError } from "#lib/platform/errors.ts";

/**
 * Opens a notification: the one link for the page, a mail and a new tab, without script. What is not
 * there (any more) leads to the list.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser();
  const { id } = await params;
  const opened = await openNotification(ctx, id).catch(orNull);
  if (!opened) redirect("/notifications");
  if (opened.workspaceId) await chooseWorkspace(opened.workspaceId);
  redirect(opened.href);
}

function orNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}
