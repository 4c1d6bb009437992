import { z } from "zod";

/** What one person alone is told, by name; `unread` is left out where nobody has counted. Safe for the browser. */
export const PERSONAL_NEWS = {
  "notification.created": z.object({
    id: z.string(),
    kind: z.string(),
    unread: z.number().int().min(0).optional(),
  }),
  /** Some or all were read, perhaps in another tab. */
  "notification.read": z.object({ unread: z.number().int().min(0).optional() }),
  /** Records that a sync has taken over so far; without `seen` it has begun or ended. */
  "sync.progress": z.object({ provider: z.string(), seen: z.number().int().min(0).optional() }),
} as const;

export type PersonalNewsName = keyof typeof PERSONAL_NEWS;
export type PersonalNewsData<N extends PersonalNewsName> = z.infer<(typeof PERSONAL_NEWS)[N]>;

/** One thing that one person is told. */
export type PersonalNews = {
  [N in PersonalNewsName]: { userId: string; name: N; data: PersonalNewsData<N> };
}[PersonalNewsName];
