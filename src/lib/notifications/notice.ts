import type { Stage } from "#lib/deals/stages.ts";
import type { Kind } from "#lib/notifications/kinds.ts";
import type { Band } from "#lib/risk/types.ts";

/** What a notice keeps beside its words: ids for links, and figures for those who read by program. */
export type NoticePayload = {
  workspaceId?: string;
  band?: Band;
  from?: Stage;
  to?: Stage;
  label?: string;
  dueAt?: string;
  commentId?: string;
  userId?: string;
  webhookId?: string;
  slackId?: string;
  provider?: string;
  /** Of a summary: how many deals, the names of the first, and where they are listed. */
  count?: number;
  names?: string[];
  query?: string;
  /** Of a summary of deals at risk: `deal:band` of each, so that none of them is told again at once. */
  told?: string[];
};

/** One thing to tell one person. */
export type Notice = {
  userId: string;
  kind: Kind;
  teamId: string | null;
  dealId: string | null;
  title: string;
  body: string;
  payload: NoticePayload;
  /** The same for the same news, however often and by whomever it is found. */
  dedupeKey: string;
  /** Found by a run over many deals (a file, a sync, the schedule), of which there may be more to come. */
  isOfRun?: boolean;
};
