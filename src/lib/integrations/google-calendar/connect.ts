import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type CredentialColumns, sealCredentials } from "#lib/integrations/credentials.ts";
import { calendarClient } from "#lib/integrations/google-calendar/client.ts";
import {
  type GoogleCredentials,
  googleCredentials,
} from "#lib/integrations/google-calendar/credentials.ts";
import { eventsPageSchema } from "#lib/integrations/google-calendar/wire.ts";
import { syncIntegrationKind } from "#lib/integrations/job-kinds.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { requireSyncTarget } from "#lib/integrations/require-workspace.ts";
import type { SyncSettings } from "#lib/integrations/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { transaction } from "#lib/platform/db.ts";
import { AppError, invalid } from "#lib/platform/errors.ts";

/** A person waits for the answer. */
const CONNECT_MS = 25_000;

/**
 * Connects the actor's calendar: the credentials are tried first and saved, encrypted, only when they
 * work. A first sync is queued.
 *
 * @throws AppError invalid_input naming the field, not_found or forbidden for the team.
 */
export async function connectCalendar(
  ctx: Context,
  input: unknown,
  { syncEnabled = true, writeBack = false, teamId = null }: SyncSettings,
  pace: Pace,
): Promise<void> {
  requireSyncTarget(ctx, teamId);
  const credentials = googleCredentials.parse(input);
  if (writeBack && !credentials.refreshToken) {
    throw invalid(
      "writeBack",
      "needs a sign-in with Google: a key reads public calendars and writes nothing",
    );
  }
  const account = await tryOut(credentials, pace);
  const columns = sealCredentials("google_calendar", credentials as CredentialColumns);
  const data = {
    ...columns,
    calendarId: credentials.calendarId,
    teamId,
    account,
    syncEnabled,
    writeBack,
    isActive: true,
    failures: 0,
    circuitUntil: null,
    lastError: null,
    lockToken: null,
    lockUntil: null,
  };
  const userId = ctx.user.id;
  await transaction(async (tx) => {
    await tx.googleCalendarIntegration.upsert({
      where: { userId },
      create: { userId, ...data },
      update: data,
    });
    await tx.integrationLog.create({
      data: {
        userId,
        integration: "google_calendar",
        action: "connect",
        status: "success",
        message: `Connected to ${account}.`,
        createdAt: ctx.now,
      },
    });
    await recordAudit(tx, ctx, {
      workspaceId: teamId ?? userId,
      action: "integration.connected",
      targetType: "integration",
      targetId: "google_calendar",
      metadata: { writeBack, syncEnabled },
    });
    const key = `google_calendar:${userId}`;
    await enqueue(tx, syncIntegrationKind, { provider: "google_calendar", userId }, { key });
  });
}

async function tryOut(credentials: GoogleCredentials, pace: Pace): Promise<string> {
  const deadline = pace.clock() + CONNECT_MS;
  try {
    const { http, events, query } = await calendarClient({
      credentials,
      pace,
      deadline,
      keep: async () => {},
    });
    const answer = await http.request(
      { path: events, query: { ...query, maxResults: 1 } },
      eventsPageSchema,
    );
    return answer.summary ?? credentials.calendarId;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.isPassing || error.kind === "bad_answer") {
      throw new AppError("unavailable", `${error.message} Nothing was saved; try again.`, {
        cause: error,
      });
    }
    const isAboutCalendar = error.kind === "refused";
    throw invalid(isAboutCalendar ? "calendarId" : "apiKey", error.message);
  }
}
