import { STAGE_LABELS } from "#lib/deals/stages.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import type { Block, Content, NewsLine, Setting } from "./content.ts";
import { dealUrl } from "./deal-blocks.ts";
import type { EmailData } from "./schema.ts";
import { counted, dayText, shortMoment } from "./words.ts";

type Data = EmailData<"digest">;
type DigestWorkspace = Data["workspaces"][number];

/** What happened since the last digest and what needs attention now, workspace by workspace. */
export function digestContent(data: Data, { appUrl }: Setting): Content {
  const { period, timezone, until, workspaces } = data;
  const setting = { appUrl, timezone };
  const day = dayText(until, timezone);
  const attention = workspaces.reduce((sum, { worklist, more }) => sum + worklist.length + more, 0);
  const need = `${counted(attention, "deal")} ${attention === 1 ? "needs" : "need"} attention`;
  const title = `Your ${period === "daily" ? "day" : "week"} in Sentinel`;
  return {
    subject: attention > 0 ? `${title}: ${need}` : title,
    preheader: firstWords(data) ?? day,
    title,
    blocks: [
      {
        type: "text",
        text: `${day}. What is new since ${shortMoment(data.since, timezone)}; times are in ${timezone}.`,
        isMuted: true,
      },
      ...workspaces.flatMap((workspace) => workspaceBlocks(workspace, setting)),
      ...newsBlocks(data, setting),
      { type: "button", label: "Open Sentinel", url: `${appUrl}/dashboard` },
    ],
    why: `You get this because your ${period} digest is on.`,
    kind: "digest",
  };
}

function firstWords({ workspaces, news }: Data): string | null {
  const first = workspaces.flatMap(({ worklist }) => worklist)[0];
  if (first) return `${first.dealName}: ${first.reason}`;
  return news[0]?.title ?? null;
}

function workspaceBlocks(workspace: DigestWorkspace, setting: Setting): Block[] {
  const { name, figures, isMine, worklist, more, changes } = workspace;
  const deals = isMine ? "Your deals" : "Deals";
  const blocks: Block[] = [{ type: "heading", text: name }];
  if (figures.length > 0) blocks.push({ type: "figures", items: figures });
  if (worklist.length > 0) {
    blocks.push({ type: "text", text: `${deals} that need attention first`, isMuted: true });
    blocks.push({
      type: "deals",
      items: worklist.map((deal) => ({
        name: deal.dealName,
        company: deal.company,
        url: dealUrl(deal.dealId, setting),
        band: deal.band,
        facts: `${moneyText(deal.value.amount, deal.value.currency)} in ${STAGE_LABELS[deal.stage]}`,
        reason: deal.reason,
        action: deal.action,
      })),
    });
  }
  if (more > 0) {
    const rest = more === 1 ? "1 more deal needs" : `${more.toLocaleString("en")} more deals need`;
    blocks.push({ type: "text", text: `${rest} attention.`, isMuted: true });
  }
  if (changes.length > 0) {
    blocks.push({
      type: "text",
      text: isMine ? "What changed in your deals" : "What changed",
      isMuted: true,
    });
    blocks.push({
      type: "news",
      items: changes.map((change) => ({
        text: change.dealName,
        url: dealUrl(change.dealId, setting),
        after: change.what,
        detail: null,
        band: change.band,
        when: shortMoment(change.at, setting.timezone),
      })),
    });
  }
  return blocks;
}

function newsBlocks({ news, moreNews }: Data, setting: Setting): Block[] {
  if (news.length === 0) return [];
  const items = news.map(
    ({ title, body, href, at }): NewsLine => ({
      text: title,
      url: `${setting.appUrl}${href}`,
      after: null,
      detail: body || null,
      band: null,
      when: shortMoment(at, setting.timezone),
    }),
  );
  return [
    { type: "heading", text: "Unread notifications" },
    { type: "news", items },
    ...(moreNews > 0
      ? [
          {
            type: "text" as const,
            text: `And ${counted(moreNews, "further notification")}.`,
            isMuted: true,
          },
        ]
      : []),
  ];
}
