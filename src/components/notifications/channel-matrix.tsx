import { KIND_HINTS } from "#components/notifications/kind-hints.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { channelField } from "#lib/notifications/form-schema.ts";
import { KIND_LABELS, NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import type { NotificationPreferences } from "#lib/notifications/preferences.ts";

/** Each kind by each channel. The app itself always tells. */
export function ChannelMatrix({ kinds }: Pick<NotificationPreferences, "kinds">) {
  return (
    <Table caption="What you hear, and where">
      <thead>
        <tr>
          <Th>What happens</Th>
          {["In the app", "E-mail", "Digest"].map((channel, index) => (
            <Th key={channel} className={index === 0 ? "max-md:hidden" : "w-20"}>
              <span className="block text-center">{channel}</span>
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {NOTIFICATION_KINDS.map((kind) => (
          <tr key={kind}>
            <th scope="row" className="border-b border-line py-2 pr-2 text-left font-normal">
              <span className="font-medium text-ink-strong">{KIND_LABELS[kind]}</span>
              <span className="block text-label text-ink-muted">{KIND_HINTS[kind]}</span>
            </th>
            <Td className="text-ink-muted max-md:hidden">
              <span className="block text-center">always</span>
            </Td>
            {(["email", "digest"] as const).map((channel) => (
              <Td key={channel}>
                <span className="flex justify-center">
                  <Checkbox
                    name={channelField(channel, kind)}
                    label={`${KIND_LABELS[kind]}, ${channel === "email" ? "e-mail" : "digest"}`}
                    defaultChecked={kinds[kind][channel]}
                  />
                </span>
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
