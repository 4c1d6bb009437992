import type { Content, Setting } from "./content.ts";
import type { EmailData } from "./schema.ts";
import { whyNotified } from "./words.ts";

export function notificationContent(data: EmailData<"notification">, setting: Setting): Content {
  const { kind, title, body, href, linkLabel, workspaceName } = data;
  return {
    subject: title,
    preheader: body,
    title,
    blocks: [
      ...(body ? [{ type: "text" as const, text: body }] : []),
      { type: "button", label: linkLabel, url: `${setting.appUrl}${href}` },
      ...(workspaceName
        ? [{ type: "facts" as const, rows: [{ label: "Workspace", value: workspaceName }] }]
        : []),
    ],
    why: whyNotified(kind),
    kind,
  };
}
