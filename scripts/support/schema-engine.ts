import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type * as engine from "@prisma/schema-engine-wasm";
import pg from "pg";

// Prisma's command line wants a schema-engine binary that it downloads from a host of its own. The
// same engine is published to npm as WebAssembly, made for bundlers: Node loads it by hand here.

const root = resolve(import.meta.dirname, "../..");
const schemaFolder = join(root, "prisma/schema");
const migrationsFolder = join(root, "prisma/migrations");
const NO_FILTERS: engine.SchemaFilter = { externalTables: [], externalEnums: [] };

type EngineModule = typeof engine & { __wbg_set_wasm(exports: WebAssembly.Exports): void };
type EngineConstructor = {
  new: (
    options: engine.ConstructorOptions,
    log: (line: string) => void,
    adapter: unknown,
  ) => Promise<engine.SchemaEngine>;
};

const CHAR_OID = 18;
const BPCHAR_OID = 1042;

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type DriverResult = { fields: { dataTypeID: number }[]; rows: unknown[][] };

/**
 * Mends what keeps the published adapter from serving the engine: it refuses the catalogue's "char"
 * type, which the engine reads to describe tables, and it cuts scripts at every semicolon, those
 * inside function bodies included.
 */
class MigrationAdapterFactory extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const internals = adapter as unknown as {
      performIO: (query: unknown) => Promise<DriverResult>;
    };
    const performIO = internals.performIO.bind(adapter);
    const queryRaw = adapter.queryRaw.bind(adapter);
    const charColumns = new WeakMap<object, number[]>();
    internals.performIO = async (query) => {
      const result = await performIO(query);
      const isChar = (field: { dataTypeID: number }) => field.dataTypeID === CHAR_OID;
      charColumns.set(
        result.rows,
        result.fields.flatMap((field, index) => (isChar(field) ? [index] : [])),
      );
      for (const field of result.fields.filter(isChar)) field.dataTypeID = BPCHAR_OID;
      return result;
    };
    adapter.queryRaw = async (query) => {
      const set = await queryRaw(query);
      for (const index of charColumns.get(set.rows) ?? []) {
        set.columnTypes[index] = ColumnTypeEnum.Character;
      }
      return set;
    };
    adapter.executeScript = async (script) => {
      await (adapter.underlyingDriver() as pg.Pool).query(script);
    };
    return adapter;
  }
}

let loading: Promise<EngineModule> | undefined;

function loadEngineModule(): Promise<EngineModule> {
  loading ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const glue = (await import(join(folder, "schema_engine_bg.js"))) as EngineModule;
    const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, {
      "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
    });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return glue;
  })();
  return loading;
}

async function readSchema(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: join(schemaFolder, name),
      content: await readFile(join(schemaFolder, name), "utf8"),
    })),
  );
}

/** The migrations folder in the form that the engine takes, oldest first. */
async function readMigrations(): Promise<engine.MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(join(migrationsFolder, "migration_lock.toml"), "utf8").catch(
        () => null,
      ),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(migrationsFolder, path, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

async function withEngine<T>(
  databaseUrl: string,
  use: (schemaEngine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  const glue = await loadEngineModule();
  const schema = await readSchema();
  // A pool of our own, because freeing the engine leaves the adapter's connections open.
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(pool));
  const schemaEngine = await (glue.SchemaEngine as unknown as EngineConstructor).new(
    { datamodels: schema.map((file) => [file.path, file.content]) },
    () => {},
    adapter,
  );
  try {
    return await use(schemaEngine);
  } finally {
    schemaEngine.free();
    await pool.end();
  }
}

/**
 * Applies the migrations that the database lacks, exactly as `prisma migrate deploy` does (the same
 * `_prisma_migrations` rows and checksums). Returns the names of those applied now.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  return withEngine(databaseUrl, async (schemaEngine) => {
    const { appliedMigrationNames } = await schemaEngine.applyMigrations({
      migrationsList,
      filters: NO_FILTERS,
    });
    return appliedMigrationNames;
  });
}

/**
 * The SQL that takes a database with all migrations applied to the state in `prisma/schema`; empty
 * when they agree. Statements about `manual_…` objects are left out: the schema cannot express those,
 * so the engine would drop them each time.
 */
export async function diffSchema(migratedDatabaseUrl: string): Promise<string> {
  const files = await readSchema();
  const { stdout } = await withEngine(migratedDatabaseUrl, (schemaEngine) =>
    schemaEngine.diff({
      from: { tag: "schemaDatasource", files, configDir: root },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  );
  return withoutManualObjects(stdout ?? "");
}

function withoutManualObjects(script: string): string {
  return script
    .split(/\n(?=-- )/)
    .filter((step) => !/DROP (INDEX|CONSTRAINT) "manual_/.test(step))
    .join("\n")
    .replace(/^-- This is an empty migration\.\s*$/m, "")
    .trim();
}
