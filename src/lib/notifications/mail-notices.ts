import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import { z } from "zod";
import { type Mail, queueEmails } from "#lib/email/queue-email.ts";
import type { EmailInput, EmailTemplate } from "#lib/email/templates/schema.ts";
import { actorNameOf, type Origin } from "#lib/events/origin.ts";
import type {
  Audience,
  AudienceDeal,
  AudienceWorkspace,
} from "#lib/notifications/load-audience.ts";
import { linkOf, openHref } from "#lib/notifications/notice-href.ts";
import { wantsEmail } from "#lib/notifications/preferences.ts";
import type { WrittenNotice } from "#lib/notifications/write-notices.ts";
import type { Tx } from "#lib/platform/db.ts";
import { toMajor } from "#lib/platform/money.ts";

type Known = Pick<Audience, "people" | "deals" | "workspaces">;
type Content = {
  [T in EmailTemplate]: { template: T; data: EmailInput<T> };
}[Exclude<EmailTemplate, "invite">];

/** Asks for the mails of notices that were just written, for those who want mail about their kind. */
export async function mailNotices(
  tx: Tx,
  notices: readonly WrittenNotice[],
  known: Known,
  origin: Origin,
): Promise<void> {
  const mails = notices.flatMap((notice) => {
    const person = known.people.get(notice.userId);
    // A summary that grows has had its mail.
    if (!notice.isNew || !person || !wantsEmail(person, notice.kind)) return [];
    return { ...addressed(notice, person.email), ...contentOf(notice, known, origin) };
  });
  await queueEmails(tx, mails, origin.now);
}

function addressed(
  { userId, teamId, dealId, dedupeKey, payload }: WrittenNotice,
  to: string,
): Pick<Mail, "to" | "userId" | "workspaceId" | "dedupeKey"> {
  return {
    to,
    userId,
    // A personal deal tells of the person's own workspace; other notices without a team tell of none.
    workspaceId: teamId ?? (dealId ? (payload.workspaceId ?? null) : null),
    dedupeKey: `notice:${userId}:${dedupeKey}`,
  };
}

function contentOf(notice: WrittenNotice, { deals, workspaces }: Known, origin: Origin): Content {
  const { id, kind, title, body, dealId, payload } = notice;
  const deal = deals.get(dealId ?? "");
  const workspace = workspaces.get(payload.workspaceId ?? "");
  const special = deal && workspace ? aboutDeal(notice, deal, workspace, origin) : null;
  if (special) return special;
  const linkLabel = linkOf(notice).label;
  const workspaceName = workspace?.name ?? null;
  const data = { kind, title, body, href: openHref(id), linkLabel, workspaceName };
  return { template: "notification", data };
}

/** The kinds that have a mail of their own. */
function aboutDeal(
  { kind, payload: { label, dueAt, from, to } }: WrittenNotice,
  deal: AudienceDeal,
  workspace: AudienceWorkspace,
  origin: Origin,
): Content | null {
  const { id, name, company, value, currency, stage, riskBand, riskReasons, riskAction } = deal;
  const about = {
    dealId: id,
    dealName: name,
    company,
    value: { amount: Number(toMajor(value, currency)), currency },
    stage,
    workspaceName: workspace.name,
  };
  if (kind === "deal_at_risk") {
    const action = actionSchema.safeParse(riskAction).data?.label ?? null;
    const data = { ...about, band: riskBand, reasons: riskReasons, action };
    return { template: "deal-at-risk", data };
  }
  if (kind === "action_overdue" && label && dueAt) {
    // The day ends at that moment, and it is a day of the workspace's.
    const dueOn = format(new TZDate(Date.parse(dueAt) - 1, workspace.timezone), "yyyy-MM-dd");
    return { template: "action-overdue", data: { ...about, label, dueOn } };
  }
  if (kind === "stage_change" && from && to) {
    return {
      template: "stage-change",
      data: { ...about, from, to, actorName: actorNameOf(origin) },
    };
  }
  return null;
}

const actionSchema = z.object({ label: z.string() });
