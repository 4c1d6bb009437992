"use client";

import Link from "next/link";
import { ChannelMatrix } from "#components/notifications/channel-matrix.tsx";
import { DigestFields } from "#components/notifications/digest-fields.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { exactMoment } from "#components/ui/moment-words.ts";
import { Section } from "#components/ui/section.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import type { NotificationSettingsDto } from "#lib/notifications/schema.ts";

const SCOPES = [
  { value: "mine", label: "My deals", hint: "Those that I own or that are assigned to me." },
  {
    value: "team",
    label: "All deals of the teams I lead",
    hint: "Also when a colleague's deal gets worse or moves to another stage.",
  },
] as const;

/** How somebody wants to be told. The action receives the fields of settingsFormSchema. */
export function SettingsForm({
  action,
  settings,
}: {
  action: FormAction;
  settings: NotificationSettingsDto;
}) {
  const { digest } = settings;
  return (
    <ActionForm action={action} label="Notification settings" className="grid max-w-3xl gap-8">
      {(_state, round) => (
        <>
          <Section id="channels" title="What you hear, and where" note="the app always tells">
            <ChannelMatrix key={round} kinds={settings.kinds} />
          </Section>
          {settings.mayHearTeam ? (
            <Section id="scope" title="Whose deals">
              <fieldset className="grid gap-2 pt-3">
                <legend className="sr-only">Whose deals</legend>
                {SCOPES.map(({ value, label, hint }) => (
                  <label key={value} className="flex items-start gap-2.5 text-body touch:py-1.5">
                    <input
                      type="radio"
                      name="scope"
                      value={value}
                      defaultChecked={settings.scope === value}
                      className="mt-1 size-4 shrink-0"
                    />
                    <span>
                      {label}
                      <span className="block text-label text-ink-muted">{hint}</span>
                    </span>
                  </label>
                ))}
              </fieldset>
            </Section>
          ) : null}
          <Section id="digest" title="Digest">
            <div className="grid gap-3 pt-3">
              <DigestFields key={`${round}-${digest.frequency}`} digest={digest} />
              <p className="text-body text-ink-muted">
                {digest.nextAt
                  ? `The next one comes ${exactMoment(digest.nextAt, digest.timezone)}. `
                  : "No digest is sent. "}
                Times are those of {digest.timezone},{" "}
                <Link href="/settings/profile" className="text-link">
                  your time zone
                </Link>
                .
              </p>
            </div>
          </Section>
          <SubmitButton pendingLabel="Saving…" className="justify-self-start">
            Save
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
