import type { Band } from "#lib/risk/types.ts";
import { bandMark } from "./bands.ts";
import { COLOURS, type Colour, darkRules } from "./colours.ts";
import type { Block, Content, DealLine, NewsLine } from "./content.ts";
import { Html, html } from "./html.ts";

const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** Widest that a mail is set. */
const WIDTH = 560;

const PHONE_RULES =
  "@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}}";

export type FootLinks = { settings: string; unsubscribe: string | null };

/**
 * The HTML part: tables and inline styles, which every mail client understands, nothing that is
 * fetched, and the app's dark colours for clients that ask for them.
 */
export function htmlPart(content: Content, links: FootLinks): string {
  const { subject, preheader, title, blocks, why, kind } = content;
  const head = new Html(
    `<style>:root{color-scheme:light dark}${PHONE_RULES}${darkRules()}</style>`,
  );
  const markup = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="x-apple-disable-message-reformatting">
<title>${subject}</title>
${head}
</head>
<body class="b-canvas" style="margin:0;padding:0;background-color:${COLOURS.canvas.light};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="b-canvas" style="background-color:${COLOURS.canvas.light}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:${WIDTH}px">
<tr><td style="padding:0 4px 12px;${FONT};font-size:15px;font-weight:600" class="c-strong"><span class="c-strong" style="color:${COLOURS.strong.light}">Sentinel</span></td></tr>
<tr><td class="b-surface l pad" style="padding:28px 32px 30px;background-color:${COLOURS.surface.light};border:1px solid ${COLOURS.line.light};border-radius:6px">
<h1 class="c-strong" style="margin:0;${FONT};font-size:20px;line-height:27px;font-weight:600;color:${COLOURS.strong.light};overflow-wrap:anywhere">${title}</h1>
${blocks.map(blockMarkup)}
</td></tr>
<tr><td class="pad" style="padding:16px 4px 0">
${line(why, "muted", 12)}
${kind === null ? null : footLinks(links)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
  return markup.markup;
}

function footLinks({ settings, unsubscribe }: FootLinks): Html {
  return html`<p class="c-muted" style="margin:6px 0 0;${FONT};font-size:12px;line-height:18px;color:${COLOURS.muted.light}">${link("Notification settings", settings)}${unsubscribe === null ? null : html` &nbsp;·&nbsp; ${link("Stop these mails", unsubscribe)}`}</p>`;
}

function blockMarkup(block: Block): Html {
  switch (block.type) {
    case "text":
      return spaced(12, line(block.text, block.isMuted ? "muted" : "ink", block.isMuted ? 13 : 15));
    case "heading":
      return html`<h2 class="c-strong l" style="margin:28px 0 0;padding:14px 0 0;border-top:1px solid ${COLOURS.line.light};${FONT};font-size:16px;line-height:22px;font-weight:600;color:${COLOURS.strong.light};overflow-wrap:anywhere">${block.text}</h2>`;
    case "band":
      return spaced(8, bandMarkup(block.band, 15));
    case "list":
      return spaced(
        12,
        rows(block.items.map((item) => [line("–", "muted", 15), line(item, "ink", 15)])),
      );
    case "facts":
      return spaced(
        20,
        rows(
          block.rows.map(({ label, value }) => [line(label, "muted", 13), line(value, "ink", 13)]),
        ),
      );
    case "figures":
      return spaced(12, figuresMarkup(block.items));
    case "deals":
      return html`${block.items.map(dealMarkup)}`;
    case "news":
      return spaced(6, html`${block.items.map(newsMarkup)}`);
    case "button":
      return buttonMarkup(block.label, block.url);
  }
}

function spaced(top: number, inner: Html): Html {
  return html`<div style="padding-top:${top}px">${inner}</div>`;
}

function line(text: string, colour: Colour, size: number): Html {
  return html`<p class="c-${colour}" style="margin:0;${FONT};font-size:${size}px;line-height:${Math.round(size * 1.5)}px;color:${COLOURS[colour].light};overflow-wrap:anywhere">${text}</p>`;
}

function link(text: string, url: string): Html {
  return html`<a href="${url}" class="c-accent" style="color:${COLOURS.accent.light};text-decoration:underline">${text}</a>`;
}

function bandMarkup(band: Band, size: number): Html {
  const { shape, word } = bandMark(band);
  return html`<span class="c-${band}" style="${FONT};font-size:${size}px;line-height:${Math.round(size * 1.5)}px;font-weight:600;color:${COLOURS[band].light};white-space:nowrap">${shape}&nbsp;${word}</span>`;
}

/** Two columns, the first as wide as it needs to be. */
function rows(cells: readonly [Html, Html][]): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">${cells.map(
    ([first, second]) =>
      html`<tr><td valign="top" style="padding:2px 14px 2px 0;white-space:nowrap">${first}</td><td valign="top" style="padding:2px 0">${second}</td></tr>`,
  )}</table>`;
}

function figuresMarkup(items: readonly { label: string; value: string; change: string }[]): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${items.map(
    ({ label, value, change }) =>
      html`<tr><td valign="top" style="padding:3px 12px 3px 0;white-space:nowrap">${line(label, "muted", 13)}</td><td valign="top" align="right" style="padding:3px 0"><p class="c-strong" style="margin:0;${FONT};font-size:15px;line-height:20px;font-weight:600;color:${COLOURS.strong.light};white-space:nowrap">${value}</p>${line(change, "muted", 12)}</td></tr>`,
  )}</table>`;
}

function dealMarkup({ name, company, url, band, facts, reason, action }: DealLine): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="l" style="padding:12px 0 0"><p class="c-ink" style="margin:0;${FONT};font-size:15px;line-height:22px;color:${COLOURS.ink.light};overflow-wrap:anywhere">${bandMarkup(band, 13)}&nbsp; ${strongLink(name, url)}${company ? html` <span class="c-muted" style="color:${COLOURS.muted.light}">· ${company}</span>` : null}</p>${line(facts, "muted", 13)}${line(reason, "ink", 13)}${action ? line(`What to do: ${action}.`, "ink", 13) : null}</td></tr></table>`;
}

function newsMarkup({ text, url, after, detail, band, when }: NewsLine): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td valign="top" style="padding:4px 12px 4px 0"><p class="c-ink" style="margin:0;${FONT};font-size:13px;line-height:20px;color:${COLOURS.ink.light};overflow-wrap:anywhere">${band ? html`${bandMarkup(band, 13)}&nbsp; ` : null}${link(text, url)}${after ? ` ${after}` : null}</p>${detail ? line(detail, "muted", 13) : null}</td><td valign="top" align="right" style="padding:4px 0;white-space:nowrap">${line(when, "muted", 12)}</td></tr></table>`;
}

function strongLink(text: string, url: string): Html {
  return html`<a href="${url}" class="c-strong" style="color:${COLOURS.strong.light};font-weight:600;text-decoration:underline">${text}</a>`;
}

/** The padding is the cell's: clients that ignore it on a link still show a button. */
function buttonMarkup(label: string, url: string): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:22px"><tr><td class="b-accent" bgcolor="${COLOURS.accent.light}" style="padding:9px 16px;border-radius:6px;background-color:${COLOURS.accent.light}"><a href="${url}" class="c-on-accent" style="${FONT};font-size:14px;line-height:20px;font-weight:600;color:${COLOURS["on-accent"].light};text-decoration:none">${label}</a></td></tr></table>`;
}
