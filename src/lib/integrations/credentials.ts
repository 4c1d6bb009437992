import { Prisma } from "#generated/prisma/client.ts";
import { tableOf } from "#lib/integrations/integration-row.ts";
import type { ProviderKey } from "#lib/integrations/schema.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { SEALED_COLUMNS, type SealedColumn } from "#lib/platform/sealed-columns.ts";
import { open, seal } from "#lib/platform/secret-box.ts";

/** Credentials as columns: null where a way to connect does without. */
export type CredentialColumns = Record<string, string | null>;

const TABLE_NAMES = {
  salesforce: "SalesforceIntegration",
  hubspot: "HubSpotIntegration",
  google_calendar: "GoogleCalendarIntegration",
} as const satisfies Record<ProviderKey, SealedColumn["table"]>;

/** What is needed to connect and is no secret. */
const PLAIN_COLUMNS = {
  salesforce: ["instanceUrl", "clientId"],
  hubspot: [],
  google_calendar: ["calendarId"],
} as const satisfies Record<ProviderKey, readonly string[]>;

function sealedColumns(provider: ProviderKey): readonly SealedColumn[] {
  return SEALED_COLUMNS.filter(({ table }) => table === TABLE_NAMES[provider]);
}

/**
 * Reads and opens the credentials of one integration; null when it is not connected.
 *
 * @throws AppError unavailable when they cannot be decrypted.
 */
export async function loadCredentials(
  client: DbOrTx,
  provider: ProviderKey,
  userId: string,
): Promise<CredentialColumns | null> {
  const sealed = sealedColumns(provider);
  const names = [...PLAIN_COLUMNS[provider], ...sealed.map(({ column }) => column)];
  const columns = Prisma.raw(names.map((name) => `"${name}"`).join(", "));
  const [row] = await client.$queryRaw<CredentialColumns[]>`
    SELECT ${columns} FROM ${tableOf(provider)} WHERE "userId" = ${userId}`;
  if (!row) return null;
  const contexts = new Map<string, SealedColumn["context"]>(
    sealed.map(({ column, context }) => [column, context]),
  );
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const context = contexts.get(name);
      return [name, value !== null && context ? open(value, context) : value];
    }),
  );
}

/** The columns to store, secrets sealed; what is not given becomes null. */
export function sealCredentials(
  provider: ProviderKey,
  credentials: CredentialColumns,
): CredentialColumns {
  const plain = PLAIN_COLUMNS[provider].map((name) => [name, credentials[name] ?? null] as const);
  const sealed = sealedColumns(provider).map(({ column, context }) => {
    const value = credentials[column];
    return [column, value ? seal(value, context) : null] as const;
  });
  return Object.fromEntries([...plain, ...sealed]);
}
