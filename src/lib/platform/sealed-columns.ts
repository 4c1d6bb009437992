/**
 * Every column that holds ciphertext. The context is sealed in with the text, so that a value moved to
 * another column does not open; the two of a webhook share theirs because the secret moves between them
 * when it is rotated. A change of keys goes through this list: what is not on it would be left behind.
 */
export const SEALED_COLUMNS = [
  { table: "Webhook", column: "secret", context: "webhook.secret" },
  { table: "Webhook", column: "previousSecret", context: "webhook.secret" },
  { table: "SlackIntegration", column: "webhookUrl", context: "slack.webhook_url" },
  { table: "SalesforceIntegration", column: "apiKey", context: "salesforce.api_key" },
  { table: "SalesforceIntegration", column: "clientSecret", context: "salesforce.client_secret" },
  { table: "SalesforceIntegration", column: "accessToken", context: "salesforce.access_token" },
  { table: "HubSpotIntegration", column: "apiKey", context: "hubspot.api_key" },
  { table: "GoogleCalendarIntegration", column: "apiKey", context: "google.api_key" },
  { table: "GoogleCalendarIntegration", column: "refreshToken", context: "google.refresh_token" },
  { table: "EmailMessage", column: "secret", context: "email.secret" },
] as const;

export type SealedColumn = (typeof SEALED_COLUMNS)[number];
/**
 * What a sealed text is for. Answers kept for an Idempotency-Key are not on the list: they are gone
 * after a day, long before anybody takes an old key away.
 */
export type SealContext = SealedColumn["context"] | "idempotency.answer";
