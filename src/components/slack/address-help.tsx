/** Where to find the address of an incoming webhook: steps as Slack's own pages name them. */
export function AddressHelp() {
  return (
    <details className="text-table text-ink-muted">
      <summary className="cursor-pointer py-1 text-ink hover:text-ink-strong">
        Where do I find this?
      </summary>
      <ol className="ml-4 grid max-w-prose list-decimal gap-1 pt-1 pb-2">
        {STEPS.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  );
}

const STEPS = [
  "Open api.slack.com/apps, choose Create New App → From scratch, and name it Sentinel. An app that you have already will do as well.",
  "In the app: Features → Incoming Webhooks, and switch them on.",
  "Add New Webhook, choose the channel and allow it. For a private channel you have to be in it.",
  "Copy the Webhook URL. It begins with https://hooks.slack.com/services/.",
  "Each channel has an address of its own. Workflow links (…/workflows/…, …/triggers/…) are something else.",
];
