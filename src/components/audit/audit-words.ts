import type { AuditAction } from "#lib/audit/record-audit.ts";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { PROVIDER_LABELS } from "#lib/integrations/schema.ts";

/** Kinds of thing as a filter offers them, by the first word of the actions. */
export const KIND_LABELS: Record<AuditAction extends `${infer K}.${string}` ? K : never, string> = {
  user: "Accounts",
  team: "Team",
  member: "People",
  deals: "Deals",
  audit: "Audit log",
  webhook: "Webhooks",
  slack: "Slack",
  integration: "Integrations",
  demo_data: "Generated data",
};

/** What an entry says of its subject and details. */
type Facts = {
  /** The target by its present name, or what it was. */
  it: string;
  /** A field of the metadata as text; empty without one. */
  said: (field: string) => string;
  /** The person whose id stands in a field. */
  person: (field: string) => string;
  count: (one: string, many: string) => string;
};

const WORDS: Record<AuditAction, (facts: Facts) => string> = {
  "user.signed_in": () => "signed in",
  "user.profile_changed": ({ said }) => `changed their profile: ${said("fields")}`,
  "user.deleted": ({ person, said }) =>
    said("ownedTo")
      ? `deleted an account; its deals went to ${person("ownedTo")}`
      : "deleted an account",
  "team.created": () => "created the team",
  "team.updated": ({ said }) => `changed the team's ${said("fields")}`,
  "team.deleted": () => "deleted the team",
  "team.ownership_transferred": ({ it }) => `made ${it} owner in their place`,
  "member.invited": ({ it, said }) => `invited ${it} as ${said("role")}`,
  "member.invite_resent": ({ it }) => `sent the invitation of ${it} again`,
  "member.invite_revoked": ({ it }) => `withdrew the invitation of ${it}`,
  "member.joined": ({ said }) => `joined as ${said("role")}`,
  "member.role_changed": ({ it, said }) => `changed ${it} from ${said("from")} to ${said("to")}`,
  "member.removed": ({ it, person }) => `removed ${it}; their deals went to ${person("ownedTo")}`,
  "member.left": ({ person }) => `left the team; their deals went to ${person("ownedTo")}`,
  "deals.exported": ({ count, said }) =>
    said("count") ? `exported ${count("deal", "deals")}` : "exported deals",
  "deals.bulk_changed": ({ count, said }) =>
    `changed ${count("deal", "deals")} at once (${said("action")})`,
  "audit.exported": ({ said }) => `exported the audit log as ${said("format").toUpperCase()}`,
  "webhook.created": ({ it }) => `created ${it}`,
  "webhook.updated": ({ it }) => `changed ${it}`,
  "webhook.deleted": ({ it }) => `deleted ${it}`,
  "webhook.secret_rotated": ({ it }) => `gave ${it} a new secret`,
  "webhook.disabled": ({ it }) => `switched ${it} off`,
  "slack.created": ({ it }) => `connected ${it}`,
  "slack.updated": ({ it }) => `changed ${it}`,
  "slack.deleted": ({ it }) => `disconnected ${it}`,
  "slack.disabled": ({ it }) => `switched ${it} off`,
  "integration.connected": ({ it }) => `connected ${it}`,
  "integration.changed": ({ it }) => `changed the settings of ${it}`,
  "integration.disconnected": ({ it }) => `disconnected ${it}`,
  "demo_data.removed": ({ count }) => `removed the generated data: ${count("deal", "deals")}`,
};

/** How a thing is called that is gone, or has no name. */
const GONE: Record<string, string> = {
  user: "somebody who is gone",
  member: "somebody who is gone",
  team: "a team",
  invite: "somebody",
  webhook: "a webhook",
  slack: "a Slack channel",
  deal: "a deal",
  integration: "an integration",
};

/** Fields and settings as people call them. */
const FIELD_WORDS: Record<string, string> = { timezone: "time zone" };

/**
 * What somebody did, reading on from their name. Entries may be older or newer than this code: what is
 * not known is shown as it is.
 */
export function auditWords({ action, target, metadata, names }: AuditEntryDto): string {
  const words = Object.hasOwn(WORDS, action) ? WORDS[action as AuditAction] : null;
  if (!words) return action.replaceAll(/[._]/g, " ");
  const said = (field: string) => inWords(metadata[field]);
  return words({
    it: nameOf(target),
    said,
    person: (field) => names[said(field)] ?? "somebody who is gone",
    count: (one, many) => {
      const count = Number(metadata.count ?? metadata.deals ?? 0);
      return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
    },
  });
}

function nameOf(target: AuditEntryDto["target"]): string {
  if (!target) return "something";
  if (target.type === "integration") {
    const provider = Object.entries(PROVIDER_LABELS).find(([key]) => key === target.id);
    return provider?.[1] ?? "an integration";
  }
  if (target.name === null) return GONE[target.type] ?? "something";
  if (target.type === "webhook") return `the webhook ${target.name}`;
  return target.type === "slack" ? `the Slack channel ${target.name}` : target.name;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  const text = value === null || value === undefined ? "" : String(value);
  return FIELD_WORDS[text] ?? text;
}
