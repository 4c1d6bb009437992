import type { Metadata } from "next";
import { Farewell } from "#components/account/farewell.tsx";
import { Example } from "#components/landing/example.tsx";
import { DemoMark } from "#components/shell/demo-mark.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { ThemeChoice } from "#components/shell/theme-choice.tsx";
import { Wordmark } from "#components/shell/wordmark.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { env } from "#lib/platform/env.ts";

export const metadata: Metadata = { title: { absolute: "Sentinel: see which deals are dying" } };

const POINTS = [
  {
    title: "What it reads",
    text: "Your deals and what happened on them: a CSV from Salesforce, HubSpot, Pipedrive or a spreadsheet, the REST API, or what you log by hand. Activity and stage history files give deals their past.",
  },
  {
    title: "What it says",
    text: "A score from 0 to 1 with its band, six factors whose shares add up to it, each with the numbers it rests on, when the deal will get worse if nobody acts, and what to do next.",
  },
  {
    title: "What it does not do",
    text: "Guess. The score is arithmetic: the same history gives the same number, and a factor without data says so instead of counting. It is an index of danger, not a probability.",
  },
];

export default function LandingPage() {
  const clock = { now: new Date().toISOString(), timeZone: "UTC" };
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex max-w-[1280px] items-center justify-between px-4 py-4 md:px-8">
        <div className="flex items-center gap-3">
          <Wordmark />
          {env().demo ? <DemoMark /> : null}
        </div>
        <a href="/sign-in" className={buttonClass("secondary", "sm")}>
          Sign in
        </a>
      </header>
      <Farewell />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[1280px] px-4 outline-none md:px-8">
        <div className="grid gap-x-14 gap-y-8 py-8 md:py-12 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)] lg:grid-rows-[auto_1fr]">
          <div className="grid content-start gap-5">
            <h1 className="text-display font-semibold">See which deals are dying, and why</h1>
            <p className="max-w-prose text-lead">
              A prospect stops replying, a meeting slips, a proposal goes unread, and the CRM shows
              nothing until the quarter is lost. Sentinel scores every open deal from what happened
              on it, gives the reason in numbers, and names the next action.
            </p>
            <div>
              <a href="/sign-in" className={buttonClass("primary", "md")}>
                Sign in
              </a>
            </div>
          </div>
          <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <Example clock={clock} />
          </div>
          <dl className="grid content-start gap-4 border-t border-line-strong pt-5">
            {POINTS.map(({ title, text }) => (
              <div key={title}>
                <dt className="text-body font-semibold text-ink-strong">{title}</dt>
                <dd className="max-w-prose text-body">{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      </main>
      <footer className="mx-auto max-w-[1280px] px-4 text-table text-ink-muted md:px-8">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line py-5">
          <p>Open source under the MIT licence, for your own server or Vercel.</p>
          <a href="/docs" className="text-link">
            Documentation
          </a>
          <a href="/api/openapi.json" className="text-link">
            API description (OpenAPI 3.1)
          </a>
          <div className="ml-auto">
            <ThemeChoice name="theme-landing" />
          </div>
        </div>
      </footer>
    </>
  );
}
