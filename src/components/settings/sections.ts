import type { Action } from "#lib/access/policy.ts";

export type SettingsSection = {
  href: string;
  label: string;
  /** What it takes in the current workspace to find anything there; left out where everybody does. */
  needs?: Action;
};

/** The pages of the settings in the order in which they are offered. A page that exists has a line here. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/team", label: "Team" },
  { href: "/settings/integrations", label: "Integrations" },
  { href: "/settings/notifications", label: "Notifications" },
  { href: "/settings/slack", label: "Slack", needs: "team.configure" },
  { href: "/settings/webhooks", label: "Webhooks", needs: "team.configure" },
  { href: "/settings/outbox", label: "Failed messages" },
  { href: "/settings/data", label: "Data" },
  { href: "/settings/audit", label: "Audit log", needs: "audit.read" },
];
