import { z } from "zod";
import { idSchema, updateDealSchema } from "#lib/deals/schema.ts";
import { STAGES } from "#lib/deals/stages.ts";

/** Shapes of changes to many deals at once. Safe for the browser. */

/** Deals that one bulk change may name. */
export const MAX_BULK = 500;

export const bulkActionSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("assign"),
    assigneeId: updateDealSchema.shape.assigneeId.unwrap().meta({
      description: "A person of each deal's team; null for nobody.",
    }),
  }),
  z.object({ type: z.literal("stage"), stage: updateDealSchema.shape.stage.unwrap() }),
  z.object({ type: z.literal("delete") }),
  z.object({ type: z.literal("restore") }),
]);
export type BulkAction = z.infer<typeof bulkActionSchema>;

export const bulkUpdateSchema = z.object({
  ids: z
    .array(idSchema)
    .min(1, "must name at least one deal")
    .max(MAX_BULK, `must name at most ${MAX_BULK} deals`)
    .refine((ids) => new Set(ids).size === ids.length, "must name each deal once"),
  versions: z
    .record(idSchema, z.number().int().positive().max(2_147_483_647))
    .refine((versions) => Object.keys(versions).length <= MAX_BULK, `has more than ${MAX_BULK}`)
    .optional()
    .meta({
      description: "By id, the version a change started from; a deal that has moved on is refused.",
    }),
  action: bulkActionSchema,
});
export type BulkUpdateInput = z.infer<typeof bulkUpdateSchema>;

/** What the form sends: all text, `ids` and `versions` as lists with commas, and the action's fields. */
export const bulkFormSchema = z.preprocess((form) => {
  const { ids = "", versions = "", ...action } = form as Record<string, string>;
  const known = ids.split(",");
  const numbers = versions === "" ? [] : versions.split(",").map(Number);
  return {
    ids: known,
    versions: Object.fromEntries(numbers.map((version, index) => [known[index] ?? "", version])),
    action,
  };
}, bulkUpdateSchema);

/** What puts a deal back where it was. */
const undoSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("assign"), assigneeId: z.string().nullable() }),
  z.object({ type: z.literal("stage"), stage: z.enum(STAGES) }),
  z.object({ type: z.literal("delete") }),
  z.object({ type: z.literal("restore") }),
]);

export const BULK_REFUSALS = ["not_found", "forbidden", "invalid_input", "conflict"] as const;
export type BulkRefusal = (typeof BULK_REFUSALS)[number];

export const bulkReportSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      ok: z.boolean(),
      code: z.enum(BULK_REFUSALS).optional(),
      message: z.string().optional(),
      undo: undoSchema.optional().meta({
        description: "For a deal that was changed: the action that puts it back where it was.",
      }),
    }),
  ),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
});
export type BulkReport = z.infer<typeof bulkReportSchema>;
