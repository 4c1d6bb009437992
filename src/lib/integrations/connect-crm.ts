import { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type CredentialColumns, sealCredentials } from "#lib/integrations/credentials.ts";
import { tableOf } from "#lib/integrations/integration-row.ts";
import { syncIntegrationKind } from "#lib/integrations/job-kinds.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { CRMS } from "#lib/integrations/providers.ts";
import { requireSyncTarget } from "#lib/integrations/require-workspace.ts";
import type { CrmKey, SyncSettings } from "#lib/integrations/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { transaction } from "#lib/platform/db.ts";
import { AppError, invalid } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/new-id.ts";

/** A person waits for the answer. */
const CONNECT_MS = 25_000;

/**
 * Connects the actor's account at a CRM: the credentials are tried first and saved, encrypted, only when
 * they work. Connecting another account than before begins anew with it. A first sync is queued.
 *
 * @throws AppError invalid_input naming the field, not_found or forbidden for the team.
 */
export async function connectCrm(
  ctx: Context,
  key: CrmKey,
  input: unknown,
  { syncEnabled = true, writeBack = false, teamId = null }: SyncSettings,
  pace: Pace,
): Promise<{ account: string }> {
  requireSyncTarget(ctx, teamId);
  const provider = CRMS[key];
  const given = provider.credentials.parse(input);
  let credentials = given;
  const session = {
    credentials,
    pace,
    deadline: pace.clock() + CONNECT_MS,
    keep: async (renewed: unknown) => {
      credentials = renewed;
    },
  };
  const { account } = await provider.connect(session).catch(explainInForm);
  const columns = sealCredentials(key, credentials as CredentialColumns);
  const names = Object.keys(columns);
  const list = Prisma.raw(names.map((name) => `"${name}"`).join(", "));
  const updates = Prisma.raw(names.map((name) => `"${name}" = excluded."${name}"`).join(", "));
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO ${tableOf(key)} AS i (id, "userId", "teamId", account, "syncEnabled", "writeBack",
        "updatedAt", ${list})
      VALUES (${newId(ctx.now)}, ${ctx.user.id}, ${teamId}, ${account}, ${syncEnabled}, ${writeBack},
        ${ctx.now}, ${Prisma.join(Object.values(columns))})
      ON CONFLICT ("userId") DO UPDATE SET ${updates}, account = excluded.account,
        "teamId" = excluded."teamId", "syncEnabled" = excluded."syncEnabled",
        "writeBack" = excluded."writeBack", "updatedAt" = excluded."updatedAt", "isActive" = true,
        failures = 0, "circuitUntil" = NULL, "lastError" = NULL, "lockToken" = NULL,
        "lockUntil" = NULL,
        cursor = CASE WHEN i.account IS DISTINCT FROM excluded.account
          OR i."teamId" IS DISTINCT FROM excluded."teamId" THEN NULL ELSE i.cursor END`;
    await tx.integrationLog.create({
      data: {
        userId: ctx.user.id,
        integration: key,
        action: "connect",
        status: "success",
        message: `Connected to ${account}.`,
        createdAt: ctx.now,
      },
    });
    await recordAudit(tx, ctx, {
      workspaceId: teamId ?? ctx.user.id,
      action: "integration.connected",
      targetType: "integration",
      targetId: key,
      metadata: { writeBack, syncEnabled },
    });
    const data = { provider: key, userId: ctx.user.id };
    await enqueue(tx, syncIntegrationKind, data, { key: `${key}:${ctx.user.id}` });
  });
  return { account };
}

/** What the provider says about the credentials, at the field that a person can mend. */
function explainInForm(error: unknown): never {
  if (!(error instanceof ProviderError)) throw error;
  if (error.isPassing || error.kind === "bad_answer") {
    throw new AppError("unavailable", `${error.message} Nothing was saved; try again.`, {
      cause: error,
    });
  }
  throw invalid("apiKey", error.message);
}
