import type { Kind } from "#lib/notifications/kinds.ts";
import type { AudienceDeal } from "#lib/notifications/load-audience.ts";
import type { Notice, NoticePayload } from "#lib/notifications/notice.ts";

/** More deals than this told to one person at once, as by an import, become one notice. */
export const BURST = 10;
/** Bursts of one kind within this time, as the batches of an import, are one notice too. */
const SUMMARY_MS = 3_600_000;
const NAMES_SHOWN = 3;

const SUMMARY: Partial<Record<Kind, { fact: string; query: string; isAlwaysMine?: true }>> = {
  deal_at_risk: { fact: "deals are at higher risk now", query: "band=high,medium&sort=risk" },
  action_overdue: {
    fact: "deals have an overdue action",
    query: "sort=priority",
    isAlwaysMine: true,
  },
  stage_change: {
    fact: "deals moved to another stage",
    query: "status=all&changed=week&sort=updatedAt",
  },
  deal_assigned: {
    fact: "deals are assigned to you",
    query: "sort=updatedAt",
    isAlwaysMine: true,
  },
};

/** Puts one notice in the place of each burst: of one kind, for one person, in one workspace. */
export function summariseBursts(
  notices: readonly Notice[],
  deals: ReadonlyMap<string, AudienceDeal>,
  now: Date,
): Notice[] {
  const groups = Map.groupBy(notices, ({ userId, kind, payload }) =>
    [userId, kind, payload.workspaceId].join(),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || !SUMMARY[first.kind] || group.length <= BURST) return group;
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
    names: before.names ?? [],
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
  const more = count - names.length;
  const listed =
    more > 0 ? `${names.join(", ")} and ${more.toLocaleString("en")} more` : names.join(", ");
  return {
    userId,
    kind,
    teamId,
    dealId: null,
    title: `${count.toLocaleString("en")} ${SUMMARY[kind]?.fact}`,
    body: `${listed}.`,
    payload,
    dedupeKey,
  };
}

function queryOf(kind: Kind, isMine: boolean): string {
  const { query, isAlwaysMine } = SUMMARY[kind] ?? { query: "" };
  return isMine || isAlwaysMine ? `owner=me&${query}` : query;
}
