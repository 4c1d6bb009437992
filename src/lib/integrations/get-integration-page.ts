import type { Context } from "#lib/access/context.ts";
import { reachInTeam } from "#lib/access/scope.ts";
import { getIntegration, listRemoteStages } from "#lib/integrations/list-integrations.ts";
import { type LogEntry, listLog } from "#lib/integrations/list-log.ts";
import type { IntegrationDto, ProviderKey, RemoteStageDto } from "#lib/integrations/schema.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";

const LOG_PAGE = 20;

export type IntegrationPage = {
  integration: IntegrationDto;
  stages: RemoteStageDto[];
  log: { entries: LogEntry[]; nextCursor: string | null };
  /** Teams whose deals or meetings the records may become. */
  teams: { id: string; name: string }[];
  canSignInWithGoogle: boolean;
  /** A calendar that is connected by key: it cannot be written to. */
  isKeyOnly: boolean;
};

/** @throws AppError malformed_request for a cursor of another list. */
export async function getIntegrationPage(
  ctx: Context,
  provider: ProviderKey,
  filter: { status: string | undefined; cursor: string | undefined },
): Promise<IntegrationPage> {
  const isCalendar = provider === "google_calendar";
  const keyOnly = isCalendar
    ? await db().googleCalendarIntegration.count({
        where: { userId: ctx.user.id, refreshToken: null },
      })
    : 0;
  return {
    integration: await getIntegration(ctx, provider),
    stages: isCalendar ? [] : await listRemoteStages(ctx, provider),
    log: await listLog(ctx, { provider, limit: LOG_PAGE, ...filter }),
    teams: ctx.memberships
      .filter(({ team }) => reachInTeam(ctx, team.id, "team.configure") !== "none")
      .map(({ team }) => ({ id: team.id, name: team.name })),
    canSignInWithGoogle: env().googleClient !== null,
    isKeyOnly: keyOnly > 0,
  };
}
