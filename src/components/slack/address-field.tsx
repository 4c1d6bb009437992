"use client";

import { type ReactNode, useRef, useState, useTransition } from "react";
import { AddressHelp } from "#components/slack/address-help.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** Posts a test message to the address in a form: gives the proof, or why it did not arrive. */
export type TestAddress = (
  form: FormData,
) => Promise<{ ok: true; proof: string } | { ok: false; message: string }>;

type Outcome = { ok: true; url: string; proof: string } | { ok: false; message: string };

/**
 * The address of a channel with a button that tries it. What arrived need not be sent again when the
 * form is: the proof goes along, as long as the address is the one that was tried.
 */
export function AddressField({
  id,
  label,
  teamId,
  initial = "",
  proof = "",
  error,
  required = false,
  test,
  children,
}: {
  id: string;
  label: string;
  /** Empty for the person's own workspace. */
  teamId: string;
  /** As typed before the server refused something else in the form, with the proof it had then. */
  initial?: string | undefined;
  proof?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  test: TestAddress;
  /** The buttons of the form; told whether a test message has arrived. */
  children: (isTested: boolean) => ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState(initial);
  const [outcome, setOutcome] = useState<Outcome | null>(
    proof ? { ok: true, url: initial, proof } : null,
  );
  const [isSending, startSending] = useTransition();
  const isTested = outcome?.ok === true && outcome.url === url;
  const send = () => {
    if (!input.current?.reportValidity() || url === "") return;
    const form = new FormData();
    form.set("url", url);
    form.set("teamId", teamId);
    startSending(async () => {
      const answer = await test(form);
      setOutcome(answer.ok ? { ...answer, url } : answer);
    });
  };
  return (
    <>
      <div className="grid gap-1">
        <Field id={id} name="url" label={label} error={error} required={required}>
          {(control) => (
            <Input
              {...control}
              ref={input}
              type="url"
              maxLength={2048}
              autoComplete="off"
              spellCheck={false}
              placeholder="https://hooks.slack.com/services/…"
              value={url}
              onChange={(event) => setUrl(event.target.value.trim())}
            />
          )}
        </Field>
        <AddressHelp />
      </div>
      {isTested ? <input type="hidden" name="proof" value={outcome.proof} /> : null}
      {outcome?.ok === false ? (
        <Alert tone="error" title="The test message did not arrive">
          {outcome.message}
        </Alert>
      ) : null}
      {isTested ? (
        <Alert tone="success" title="The test message has arrived">
          Look whether it is in the right channel.
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant={isTested || !required ? "secondary" : "primary"}
          aria-disabled={isSending || url === ""}
          onClick={isSending ? undefined : send}
        >
          {isSending ? "Sending…" : "Send a test message"}
        </Button>
        {children(isTested)}
      </div>
    </>
  );
}
