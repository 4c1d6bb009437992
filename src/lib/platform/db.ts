import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "#generated/prisma/client.ts";
import { env } from "#lib/platform/env.ts";

/** Connections one process may hold; several instances share one server. */
const POOL_SIZE = 10;

export type Db = PrismaClient;
/** A transaction in progress. Use cases that write pass it along, so that everything commits together. */
export type Tx = Prisma.TransactionClient;
/** Either of the two, for queries that are right inside and outside a transaction. */
export type DbOrTx = Db | Tx;

function connect(): Db {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().databaseUrl,
      max: POOL_SIZE,
      connectionTimeoutMillis: 10_000,
    }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
}

// Next reloads modules in development, and each reload would open another pool.
const holder = globalThis as typeof globalThis & { sentinelDb?: Db };

/** The database, connected on first use. */
export function db(): Db {
  holder.sentinelDb ??= connect();
  return holder.sentinelDb;
}

const callbacks = new WeakMap<Tx, (() => void)[]>();

/** Runs the work in one transaction, and afterwards what it left to be done after the commit. */
export async function transaction<T>(
  work: (tx: Tx) => Promise<T>,
  options: { timeout?: number; maxWait?: number } = {},
): Promise<T> {
  const after: (() => void)[] = [];
  const result = await db().$transaction((tx) => {
    callbacks.set(tx, after);
    return work(tx);
  }, options);
  for (const callback of after) callback();
  return result;
}

/**
 * Has something done once the transaction has committed, and never when it is rolled back. Only for
 * hints that speed things up: a process may die in between, so nothing may depend on it.
 */
export function afterCommit(tx: Tx, callback: () => void): void {
  callbacks.get(tx)?.push(callback);
}

/** Closes the pool: for scripts and tests that should end. */
export async function closeDb(): Promise<void> {
  await holder.sentinelDb?.$disconnect();
  delete holder.sentinelDb;
}

/** True for the error of a unique key that already holds the value. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

const MOST_TRIES = 3;

/**
 * Does the work again when the database ended it because it and another transaction waited for each
 * other. Nothing of it has happened then.
 */
export async function retryOnDeadlock<T>(work: () => Promise<T>, tries = MOST_TRIES): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !isDeadlock(error)) throw error;
    return retryOnDeadlock(work, tries - 1);
  }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    error.code === "P2034" || JSON.stringify(error.meta ?? {}).includes("TransactionWriteConflict")
  );
}

/** Codes of Prisma for a server that cannot be reached, or no free connection in time. */
const UNREACHABLE = new Set(["P1001", "P1002", "P1008", "P1017", "P2024"]);

export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : "errorCode" in error ? error.errorCode : null;
  return UNREACHABLE.has(String(code)) || code === "ECONNREFUSED";
}
