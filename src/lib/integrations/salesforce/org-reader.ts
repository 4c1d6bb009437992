import type { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { SalesforceClient } from "#lib/integrations/salesforce/client.ts";
import type { Place } from "#lib/integrations/salesforce/soql.ts";
import type { SyncError } from "#lib/integrations/schema.ts";

/** What is asked of one kind of record. */
export type Ask = {
  object: string;
  fields: readonly string[];
  optional: readonly string[];
  /** The column by which the rows are in order, which tells where the next page begins. */
  stamp?: "SystemModstamp" | "EndDateTime";
};

/** The readable rows, what is wrong with the others, and the place of the last row of all. */
export type Rows<T> = { rows: T[]; problems: SyncError[]; last: Place | null };

export type OrgReader = {
  page: <S extends z.ZodType>(ask: Ask, rest: string, row: S) => Promise<Rows<z.infer<S>>>;
  /** The same for what an org may hide from the user: then there is none of it. */
  optionalPage: <S extends z.ZodType>(ask: Ask, rest: string, row: S) => Promise<Rows<z.infer<S>>>;
};

/**
 * Queries that find out once which of the optional fields an org has, and that read each row for
 * itself: one that is not as documented is left out and named.
 */
export function createOrgReader({ query }: SalesforceClient): OrgReader {
  const hidden = new Set<string>();
  const read = async ({ object, fields, optional }: Ask, rest: string): Promise<unknown[]> => {
    for (;;) {
      const asked = [...fields, ...optional.filter((field) => !hidden.has(`${object}.${field}`))];
      try {
        return await query(`SELECT ${asked.join(", ")} FROM ${object} ${rest}`);
      } catch (error) {
        const missing = missingField(error, asked, optional);
        if (missing === null) throw error;
        for (const field of missing) hidden.add(`${object}.${field}`);
      }
    }
  };
  const page: OrgReader["page"] = async (ask, rest, row) => {
    const records = await read(ask, rest);
    const rows: z.infer<typeof row>[] = [];
    const problems: SyncError[] = [];
    for (const record of records) {
      const parsed = row.safeParse(record);
      if (parsed.success) rows.push(parsed.data);
      else problems.push(problemOf(record, parsed.error));
    }
    return { rows, problems, last: placeOf(records.at(-1), ask.stamp ?? "SystemModstamp") };
  };
  return {
    page,
    optionalPage: async (ask, rest, row) => {
      try {
        return await page(ask, rest, row);
      } catch (error) {
        const isHidden =
          error instanceof ProviderError &&
          (error.code === "INVALID_TYPE" || error.kind === "permission");
        if (!isHidden || error.code === "DAILY_LIMIT") throw error;
        return { rows: [], problems: [], last: null };
      }
    },
  };
}

/** The optional fields to do without: the one that the message names, else all that are still asked. */
function missingField(
  error: unknown,
  asked: readonly string[],
  optional: readonly string[],
): string[] | null {
  if (!(error instanceof ProviderError) || error.code !== "INVALID_FIELD") return null;
  const candidates = optional.filter((field) => asked.includes(field));
  if (candidates.length === 0) return null;
  const named = candidates.filter((field) => error.message.includes(field));
  return named.length > 0 ? named : candidates;
}

function problemOf(record: unknown, error: z.ZodError): SyncError {
  const [issue] = error.issues;
  const field = issue?.path.join(".") || "The record";
  return {
    externalId: textAt(record, "Id"),
    message: `${field}: ${issue?.message ?? "unreadable"}`,
  };
}

function placeOf(record: unknown, column: string): Place | null {
  const stamp = textAt(record, column);
  const id = textAt(record, "Id");
  return stamp === null || id === null ? null : { stamp, id };
}

function textAt(record: unknown, key: string): string | null {
  if (typeof record !== "object" || record === null) return null;
  const value: unknown = Object.entries(record).find(([name]) => name === key)?.[1];
  return typeof value === "string" ? value : null;
}
