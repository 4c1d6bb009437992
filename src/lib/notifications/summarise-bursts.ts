import type { Kind } from "#lib/notifications/kinds.ts";
import type { AudienceDeal } from "#lib/notifications/load-audience.ts";
import type { LastHour } from "#lib/notifications/load-last-hour.ts";
import type { Notice, NoticePayload } from "#lib/notifications/notice.ts";

/** Of more deals than this one person is told within an hour, of each kind; the rest is summarised. */
export const BURST = 10;
export const SUMMARY_MS = 3_600_000;
const NAMES_SHOWN = 3;

type Summary = { one: string; many: string; query: string; isAlwaysMine?: true };

const SUMMARIES: Partial<Record<Kind, Summary>> = {
  deal_at_risk: {
    one: "deal is at higher risk now",
    many: "deals are at higher risk now",
    query: "band=high,medium&sort=risk",
  },
  action_overdue: {
    one: "deal has an overdue action",
    many: "deals have an overdue action",
    query: "sort=priority",
    isAlwaysMine: true,
  },
  stage_change: {
    one: "deal moved to another stage",
    many: "deals moved to another stage",
    query: "status=all&changed=week&sort=updatedAt",
  },
  deal_assigned: {
    one: "deal is assigned to you",
    many: "deals are assigned to you",
    query: "sort=updatedAt",
    isAlwaysMine: true,
  },
};

/** Whether many notices of its kind become one. */
export function isSummarised({ kind }: Pick<Notice, "kind">): boolean {
  return SUMMARIES[kind] !== undefined;
}

/** What is counted together: notices of one kind for one person in one workspace. */
export function burstKey({ userId, kind, payload }: Pick<Notice, "userId" | "kind" | "payload">) {
  return [userId, kind, payload.workspaceId].join();
}

/**
 * Puts one notice in the place of each burst. A run over many deals works in batches: what is left of
 * one that has been summarised joins the summary, however few they are.
 */
export function summariseBursts(
  notices: readonly Notice[],
  {
    deals,
    before,
    now,
  }: {
    deals: ReadonlyMap<string, AudienceDeal>;
    before: ReadonlyMap<string, LastHour>;
    now: Date;
  },
): Notice[] {
  return [...Map.groupBy(notices, burstKey)].flatMap(([key, group]) => {
    const [first] = group;
    const { told, hasSummary } = before.get(key) ?? { told: 0, hasSummary: false };
    const isBurst = group.length + told > BURST || (hasSummary && first?.isOfRun);
    return first && isSummarised(first) && isBurst ? summaryOf(first, group, deals, now) : group;
  });
}

function summaryOf(
  first: Notice,
  group: readonly Notice[],
  deals: ReadonlyMap<string, AudienceDeal>,
  now: Date,
): Notice {
  const told = group.flatMap(({ kind, dealId, payload: { band } }) =>
    kind === "deal_at_risk" && dealId && band ? [toldOf(dealId, band)] : [],
  );
  const all = group.flatMap(({ dealId }) => deals.get(dealId ?? "") ?? []);
  const isMine = all.every(({ userId, assignedToId }) =>
    [userId, assignedToId].includes(first.userId),
  );
  const { workspaceId = "" } = first.payload;
  const period = Math.floor(now.getTime() / SUMMARY_MS);
  return summary(first, `${first.kind}:summary:${workspaceId}:${period}`, {
    workspaceId,
    count: group.length,
    names: all.slice(0, NAMES_SHOWN).map(({ name }) => name),
    query: queryOf(first.kind, isMine),
    ...(told.length > 0 ? { told } : {}),
  });
}

export function isSummary({ payload }: Pick<Notice, "payload">): boolean {
  return payload.count !== undefined;
}

/** The summary of a burst that goes on: of what was told before and what has come since. */
export function joinSummaries(before: NoticePayload, since: Notice): Notice {
  const told = [...(before.told ?? []), ...(since.payload.told ?? [])];
  const wasMine = before.query === queryOf(since.kind, true);
  return summary(since, since.dedupeKey, {
    ...since.payload,
    count: (before.count ?? 0) + (since.payload.count ?? 0),
    names: [...(before.names ?? []), ...(since.payload.names ?? [])].slice(0, NAMES_SHOWN),
    query: wasMine ? (since.payload.query ?? "") : (before.query ?? ""),
    ...(told.length > 0 ? { told } : {}),
  });
}

/** How a summary remembers a deal and the band that was told of it. */
export function toldOf(dealId: string, band: string): string {
  return `${dealId}:${band}`;
}

function summary(
  { userId, kind, teamId }: Notice,
  dedupeKey: string,
  payload: NoticePayload,
): Notice {
  const { count = 0, names = [] } = payload;
  const { one, many } = SUMMARIES[kind] ?? { one: "deal", many: "deals" };
  const more = count - names.length;
  const listed =
    more > 0 ? `${names.join(", ")} and ${more.toLocaleString("en")} more` : names.join(", ");
  return {
    userId,
    kind,
    teamId,
    dealId: null,
    title: `${count.toLocaleString("en")} ${count === 1 ? one : many}`,
    body: `${listed}.`,
    payload,
    dedupeKey,
  };
}

function queryOf(kind: Kind, isMine: boolean): string {
  const { query, isAlwaysMine } = SUMMARIES[kind] ?? { query: "" };
  return isMine || isAlwaysMine ? `owner=me&${query}` : query;
}
