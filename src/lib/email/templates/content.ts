import type { Kind } from "#lib/notifications/kinds.ts";
import type { Band } from "#lib/risk/types.ts";

/** What somebody can be told by mail and can stop being told. */
export type UnsubscribeKind = Kind | "digest";

/** A deal in a list: a line of figures, why it is there and what to do. */
export type DealLine = {
  name: string;
  company: string | null;
  url: string;
  band: Band;
  /** "€48,000 in Negotiation". */
  facts: string;
  reason: string;
  action: string | null;
};

/** A piece of news: a sentence of which the first part is a link. */
export type NewsLine = {
  text: string;
  url: string;
  /** Reads on from the text. */
  after: string | null;
  detail: string | null;
  band: Band | null;
  when: string;
};

/** A piece of a mail, shown in the HTML part and in the text part, each in its own way. */
export type Block =
  | { type: "text"; text: string; isMuted?: boolean }
  | { type: "heading"; text: string }
  | { type: "band"; band: Band }
  | { type: "list"; items: string[] }
  | { type: "facts"; rows: { label: string; value: string }[] }
  | { type: "figures"; items: { label: string; value: string; change: string }[] }
  | { type: "deals"; items: DealLine[] }
  | { type: "news"; items: NewsLine[] }
  | { type: "button"; label: string; url: string };

/** A mail before it is set in HTML and in text. */
export type Content = {
  subject: string;
  /** What a list of mails shows beside the subject. */
  preheader: string;
  title: string;
  blocks: Block[];
  /** Why its reader gets it, as a sentence. */
  why: string;
  /** What the link at the foot turns off; null for what nobody can turn off. */
  kind: UnsubscribeKind | null;
};

/** What a template knows beside its data. */
export type Setting = {
  /** Address of the installation, without a trailing slash. */
  appUrl: string;
  /** IANA name: in which moments are told. */
  timezone: string;
};
