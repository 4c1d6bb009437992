import { stringify } from "csv-stringify/sync";
import type { Context } from "#lib/access/context.ts";
import { auditWhere } from "#lib/audit/audit-scope.ts";
import { placeOf, readAudit } from "#lib/audit/list-audit.ts";
import { nameEntries } from "#lib/audit/name-entries.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { AuditEntryDto, AuditFilter, ExportFormat } from "#lib/audit/schema.ts";
import { db } from "#lib/platform/db.ts";

/** Entries read and written at once: the memory that an export of any length takes. */
const BATCH = 500;

const COLUMNS = [
  "occurredAt",
  "actor",
  "actorId",
  "action",
  "targetType",
  "target",
  "targetId",
  "metadata",
  "requestId",
  "place",
  "hash",
] as const;

/**
 * The whole audit log as far as it is asked for, up to now, in pieces of text. That somebody took it
 * along is an entry of its own.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden unless they lead it.
 */
export async function exportAudit(
  ctx: Context,
  filter: AuditFilter,
  format: ExportFormat,
): Promise<AsyncGenerator<string>> {
  const { teamId, actor = null, action = null, from = null, to = null } = filter;
  const where = { AND: [auditWhere(ctx, filter), { occurredAt: { lte: ctx.now } }] };
  await recordAudit(db(), ctx, {
    workspaceId: teamId ?? ctx.user.id,
    action: "audit.exported",
    metadata: { format, actor, action, from, to },
  });
  const batches = readInBatches(where);
  return format === "csv" ? writeCsv(batches) : writeJson(batches);
}

async function* readInBatches(
  where: Parameters<typeof readAudit>[0],
): AsyncGenerator<AuditEntryDto[]> {
  let after: Parameters<typeof readAudit>[2] = null;
  for (;;) {
    const rows = await readAudit(where, BATCH, after);
    const last = rows.at(-1);
    if (!last) return;
    yield await nameEntries(rows);
    after = placeOf(last);
  }
}

async function* writeCsv(batches: AsyncIterable<AuditEntryDto[]>): AsyncGenerator<string> {
  yield `${COLUMNS.join(",")}\n`;
  for await (const entries of batches) {
    // A name that begins with "=" is a formula to a spreadsheet, and runs there.
    yield stringify(entries.map(toCells), { escape_formulas: true });
  }
}

function toCells(entry: AuditEntryDto): Record<(typeof COLUMNS)[number], string | number | null> {
  const { occurredAt, actor, action, target, metadata, requestId, place, hash } = entry;
  return {
    occurredAt,
    actor: actor.name,
    actorId: actor.id,
    action,
    targetType: target?.type ?? null,
    target: target?.name ?? null,
    targetId: target?.id ?? null,
    metadata: Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : null,
    requestId,
    place,
    hash,
  };
}

async function* writeJson(batches: AsyncIterable<AuditEntryDto[]>): AsyncGenerator<string> {
  yield '{"success":true,"entries":[';
  let separator = "";
  for await (const entries of batches) {
    yield separator + entries.map((entry) => JSON.stringify(entry)).join(",");
    separator = ",";
  }
  yield "]}";
}
