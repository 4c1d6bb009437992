import { z } from "zod";
import { AUDIT_ACTIONS, type AuditAction } from "#lib/audit/record-audit.ts";
import { calendarDate, idSchema, pageSchema } from "#lib/deals/schema.ts";

/** Shapes of the audit log at every boundary. Safe for the browser. */

/** Kinds of thing that the log tells of: the first word of each action. */
export const AUDIT_KINDS: readonly string[] = [
  ...new Set(AUDIT_ACTIONS.map((action) => action.split(".")[0] ?? action)),
];

/** The actions that an action or a kind of thing names; none for anything else. */
export function actionsNamed(text: string): AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => action === text || action.startsWith(`${text}.`));
}

/** Stands in the place of a person's id for what nobody did: Sentinel itself, and providers. */
export const NOBODY = "system";

const dayOrMoment = (which: string) =>
  z
    .union([calendarDate, z.iso.datetime({ offset: true })], {
      error: "must be a day as 2026-01-31 or a moment as 2026-01-31T14:00:00Z",
    })
    .meta({ description: `${which}; days are those of the workspace's time zone.` });

const optional = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();

export const auditFilterSchema = z.object({
  teamId: optional(idSchema).meta({ description: "Your own workspace unless told." }),
  actor: optional(idSchema).meta({ description: "A person's id, or `system` for nobody's doing." }),
  action: optional(
    z.string().refine((text) => actionsNamed(text).length > 0, {
      error: `must be an action, such as team.created, or a kind: ${AUDIT_KINDS.join(", ")}`,
    }),
  ).meta({ description: "`member.removed`, or `member` for all that begin so." }),
  from: optional(dayOrMoment("The earliest")),
  to: optional(dayOrMoment("The latest, inclusive")),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const listAuditSchema = pageSchema.extend(auditFilterSchema.shape);

export const EXPORT_FORMATS = ["csv", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportAuditSchema = auditFilterSchema.extend({
  format: z.enum(EXPORT_FORMATS, { error: "must be csv or json" }).default("csv"),
});

export const auditEntrySchema = z
  .object({
    id: z.string(),
    place: z.number().int().meta({ description: "In its chain, from 1." }),
    action: z.string(),
    actor: z
      .object({ id: z.string().nullable(), name: z.string() })
      .meta({ description: "By the present name; without an id where nobody acted." }),
    target: z
      .object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() })
      .nullable()
      .meta({ description: "By the present name; null for what is gone or has none." }),
    metadata: z.record(z.string(), z.unknown()),
    names: z
      .record(z.string(), z.string())
      .meta({ description: "The present names of the people whose ids stand in the metadata." }),
    requestId: z.string().nullable(),
    occurredAt: z.iso.datetime(),
    hash: z.string().meta({ description: "SHA-256 over the entry and the hash before it." }),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntryDto = z.infer<typeof auditEntrySchema>;
