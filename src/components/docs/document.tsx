import Markdown from "markdown-to-jsx";
import { Children, type ComponentProps, type ReactNode } from "react";
import { addressOf } from "#components/docs/pages.ts";

/** A document of the repository as a page; rendered on the server, so none of it is script. */
export function Document({ markdown }: { markdown: string }) {
  return (
    <Markdown
      options={{
        wrapper: "article",
        disableParsingRawHTML: true,
        overrides: {
          h1: { props: { className: "text-display font-semibold text-ink-strong" } },
          h2: {
            props: {
              className:
                "mt-10 border-b border-line-strong pb-2 text-title font-semibold text-ink-strong",
            },
          },
          h3: { props: { className: "mt-8 text-lead font-semibold text-ink-strong" } },
          p: { props: { className: "mt-3 max-w-prose" } },
          ul: { props: { className: "mt-3 grid max-w-prose list-disc gap-1 pl-5" } },
          ol: { props: { className: "mt-3 grid max-w-prose list-decimal gap-1 pl-5" } },
          code: { props: { className: "font-mono text-table break-words" } },
          pre: Listing,
          table: Grid,
          th: Heading,
          td: { props: { className: "border-b border-line py-2 pr-4" } },
          a: Anchor,
        },
      }}
    >
      {markdown}
    </Markdown>
  );
}

function Listing(props: ComponentProps<"pre">) {
  return (
    <Scrolled>
      <pre {...props} className="w-max min-w-full rounded-md bg-sunken p-3" />
    </Scrolled>
  );
}

function Grid(props: ComponentProps<"table">) {
  return (
    <Scrolled>
      <table {...props} className="w-full text-left align-top text-table" />
    </Scrolled>
  );
}

/** What is wider than the page at times. */
function Scrolled({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer could not scroll it.
    <div tabIndex={0} className="mt-3 overflow-x-auto">
      {children}
    </div>
  );
}

/** A column without a name has no heading that a screen reader could say. */
function Heading({ children, ...props }: ComponentProps<"th">) {
  const look = "border-b border-line-strong py-2 pr-4 font-medium";
  if (Children.count(children) === 0) return <td className={look} />;
  return (
    <th {...props} className={look}>
      {children}
    </th>
  );
}

function Anchor({ href = "", children }: ComponentProps<"a">) {
  const address = addressOf(href);
  if (address === null) return <span>{children}</span>;
  return (
    <a href={address} className="text-link">
      {children}
    </a>
  );
}
