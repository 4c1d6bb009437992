import { z } from "zod";

// What HubSpot's CRM API answers, as far as it is read here. Property values are text or null, whatever
// their type; a property that an account lacks is left out without a word.

export const objectSchema = z.object({
  id: z.string().min(1),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  updatedAt: z.iso.datetime({ offset: true }).optional(),
  archived: z.boolean().default(false),
});
export type HubSpotObject = z.infer<typeof objectSchema>;

/** A page of search or of a list; `paging` is absent on the last one. */
export const pageSchema = z.object({
  results: z.array(z.unknown()),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export const batchSchema = z.object({ results: z.array(z.unknown()) });

export const associationSchema = z.object({
  from: z.object({ id: z.string() }),
  to: z.array(
    z.object({
      toObjectId: z.union([z.string(), z.number()]).transform(String),
      associationTypes: z.array(z.object({ label: z.string().nullish() })).default([]),
    }),
  ),
});

export const pipelinesSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      displayOrder: z.number().default(0),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          displayOrder: z.number().default(0),
          metadata: z
            .object({ probability: z.string().nullish(), isClosed: z.string().nullish() })
            .default({}),
        }),
      ),
    }),
  ),
});

export const ownersSchema = z.object({
  results: z.array(z.object({ id: z.string(), email: z.string().nullish() })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export const accountSchema = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  companyCurrency: z.string().nullish(),
  uiDomain: z.string().nullish(),
});

export const problemSchema = z.object({
  message: z.string().default(""),
  category: z.string().optional(),
  policyName: z.string().optional(),
  errors: z
    .array(
      z.object({
        context: z.object({ requiredGranularScopes: z.array(z.string()).optional() }).optional(),
      }),
    )
    .optional(),
});
