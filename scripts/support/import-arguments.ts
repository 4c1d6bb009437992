import { parseArgs } from "node:util";
import type { Context } from "#lib/access/context.ts";
import { type ImportOptions, importOptionsSchema } from "#lib/imports/schema.ts";
import { UserError } from "./user-error.ts";

const USAGE =
  "npm run import -- file.csv --email owner@demo.test [--team slug | --personal] [--kind deals|activities|stage_history] [--currency EUR] [--time-zone Europe/Berlin] [--date-order day_first|month_first]";

export type ImportArguments = {
  file: string;
  email: string;
  /** A team's slug, "personal", or null for the person's first team. */
  team: string | null;
  options: ImportOptions;
};

/**
 * What the import command was asked for.
 *
 * @throws UserError with one sentence.
 */
export function readImportArguments(args: string[]): ImportArguments {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UserError(`Name one file: ${USAGE}`);
  if (!values.email) throw new UserError(`Say for whom: ${USAGE}`);
  if (values.team && values.personal) {
    throw new UserError("--team and --personal exclude each other.");
  }
  const options = importOptionsSchema.safeParse({
    kind: values.kind,
    currency: values.currency,
    timeZone: values["time-zone"],
    dateOrder: values["date-order"],
  });
  if (!options.success) {
    const [issue] = options.error.issues;
    throw new UserError(`${issue?.path.join(".")}: ${issue?.message}. Use: ${USAGE}`);
  }
  return {
    file,
    email: values.email,
    team: values.personal ? "personal" : (values.team ?? null),
    options: options.data,
  };
}

/** @throws UserError when the person is in no team of that slug. */
export function workspaceIdOf(ctx: Context, team: string | null): string | null {
  if (team === null) return null;
  if (team === "personal") return ctx.user.id;
  const membership = ctx.memberships.find(({ team: { slug } }) => slug === team);
  if (!membership) {
    const slugs = ctx.memberships.map(({ team: { slug } }) => slug).join(", ") || "none";
    throw new UserError(`${ctx.user.email} is in no team "${team}"; the teams are: ${slugs}.`);
  }
  return membership.team.id;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: "string" },
        team: { type: "string" },
        personal: { type: "boolean", default: false },
        kind: { type: "string" },
        currency: { type: "string" },
        "time-zone": { type: "string" },
        "date-order": { type: "string" },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${reason.replace(/\.?$/, ".")} Use: ${USAGE}`);
  }
}
