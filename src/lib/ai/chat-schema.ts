import { z } from "zod";
import { answerSchema, dealRefSchema } from "#lib/ai/answer-schema.ts";
import { INTENTS } from "#lib/ai/intents.ts";

/** Conversations with the assistant at the boundary. Safe for the browser. */

export const MAX_QUESTION = 2_000;
/** The name under which an answer without a model is given. */
export const BUILT_IN_ANALYST = "built-in analyst";

/**
 * What somebody says about a record in a text, and whether the database says the same. `text` is the
 * very stretch of the answer; a claim that fails is struck out where it stands.
 */
export const claimSchema = z.object({
  text: z.string(),
  dealId: z.string().nullable(),
  state: z.enum(["verified", "failed", "unchecked"]),
  /** What is true instead, in words; only for a claim that failed. */
  truth: z.string().nullable(),
});
export type Claim = z.infer<typeof claimSchema>;

export const messageSchema = z.object({
  id: z.string(),
  role: z.enum(["user", "assistant"]),
  /** Markdown of a small kind: paragraphs, lists, bold, and `[deal:<id>]` for a deal's chip. */
  content: z.string(),
  intent: z.enum(INTENTS).nullable(),
  /** The concrete model that answered, or BUILT_IN_ANALYST; null for a question. */
  model: z.string().nullable(),
  /** Why no model answered although one was asked, in words. */
  notice: z.string().nullable(),
  answer: answerSchema.nullable(),
  claims: z.array(claimSchema),
  /** The deals that `[deal:<id>]` in the content name; an id that is not here is shown as text. */
  deals: z.array(dealRefSchema),
  feedback: z.union([z.literal(1), z.literal(-1)]).nullable(),
  /** It was stopped by the reader before its end. */
  isStopped: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type MessageDto = z.infer<typeof messageSchema>;

export const chatSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The deal on whose page it began. */
  dealId: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type ChatDto = z.infer<typeof chatSchema>;

/** The body of `POST /api/insights/chat`; of `messages` the last is the question. */
export const askSchema = z.object({
  messages: z
    .array(
      z.object({
        role: z.enum(["user", "assistant"]),
        content: z
          .string()
          .trim()
          .min(1, "must not be empty")
          .max(MAX_QUESTION * 8),
      }),
    )
    .min(1, "must hold the question")
    .max(50)
    .refine((messages) => messages.at(-1)?.role === "user", "must end with a question of the user")
    .refine(
      (messages) => (messages.at(-1)?.content.length ?? 0) <= MAX_QUESTION,
      `must end with a question of at most ${MAX_QUESTION} characters`,
    ),
  chatId: z.string().min(1).max(64).optional(),
  /** The deal that is open beside the conversation: "it" means this one. */
  dealId: z.string().min(1).max(64).optional(),
  /** The workspace that is asked about; left out, the first of one's own. */
  workspaceId: z.string().min(1).max(64).optional(),
  /** Overrides the router. */
  intent: z.enum(INTENTS).optional(),
  /** Answers the last question of the chat again, in place of its last answer. */
  retry: z.boolean().optional(),
});
export type Ask = z.infer<typeof askSchema>;

/**
 * One event of the answer's stream (`text/event-stream`, `event:` is `type`, `data:` is the rest as
 * JSON). In this order: `started`, `answer`, any number of `text`, then `done` or `failed`.
 */
export const streamEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("started"),
    chatId: z.string(),
    title: z.string(),
    messageId: z.string(),
    intent: z.enum(INTENTS),
  }),
  /** Computed first, and true whatever becomes of the text. */
  z.object({ type: z.literal("answer"), answer: answerSchema, deals: z.array(dealRefSchema) }),
  z.object({ type: z.literal("text"), text: z.string() }),
  /** The message as it is kept; replaces everything that was streamed. */
  z.object({ type: z.literal("done"), message: messageSchema }),
  z.object({ type: z.literal("failed"), message: z.string(), mayRetry: z.boolean() }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
