import { z } from "zod";
import { STAGES, type Stage } from "#lib/deals/stages.ts";
import { PROVIDERS } from "#lib/integrations/schema.ts";

/** What the forms of the settings send, as text. Safe for the browser. */

const flag = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const providerSchema = z.enum(PROVIDERS, { error: "is no provider" });

/** Where the records go: a team's id, or nothing for one's own workspace. */
const target = z
  .string()
  .max(64)
  .optional()
  .transform((value) => value || null);

export const connectFormSchema = z.looseObject({ teamId: target, writeBack: flag });
export const settingsFormSchema = z.object({ syncEnabled: flag, writeBack: flag });

/** One field a stage, named `pipeline` + line feed + `stage`; empty takes the override back. */
export const MAPPING_PREFIX = "stage:";
export const mappingFormSchema = z.record(z.string(), z.unknown()).transform((form, context) => {
  const mappings: { pipeline: string; remoteStage: string; stage: Stage | null }[] = [];
  for (const [name, value] of Object.entries(form)) {
    if (!name.startsWith(MAPPING_PREFIX)) continue;
    const [pipeline = "", remoteStage = ""] = JSON.parse(
      name.slice(MAPPING_PREFIX.length),
    ) as string[];
    const stage = z
      .enum(STAGES)
      .nullable()
      .safeParse(value === "" ? null : value);
    if (!stage.success) {
      context.addIssue({ code: "custom", path: [name], message: "is none of our stages" });
      return z.NEVER;
    }
    mappings.push({ pipeline, remoteStage, stage: stage.data });
  }
  return { mappings };
});
