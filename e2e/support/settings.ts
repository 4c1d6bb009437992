/** Every page of the settings that has a look of its own. */
export const SETTINGS = [
  "/settings/profile",
  "/settings/team",
  "/settings/notifications",
  "/settings/integrations",
  "/settings/integrations/salesforce",
  "/settings/webhooks",
  "/settings/slack",
  "/settings/outbox",
  "/settings/audit",
  "/settings/data",
];
