import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Document } from "#components/docs/document.tsx";
import { DOCUMENT_NAMES, DOCUMENTS, type DocumentName } from "#components/docs/pages.ts";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { Wordmark } from "#components/shell/wordmark.tsx";

type Props = { params: Promise<{ slug?: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = nameIn(await params);
  return { title: name ? DOCUMENTS[name].title : "Documentation" };
}

export default async function DocsPage({ params }: Props) {
  const name = nameIn(await params);
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex max-w-[960px] flex-wrap items-center gap-x-6 gap-y-2 px-4 py-4 md:px-8">
        <a href="/" className="mr-auto">
          <Wordmark />
        </a>
        <nav aria-label="Documents" className="flex flex-wrap gap-x-4 gap-y-1 text-table">
          {DOCUMENT_NAMES.map((each) => (
            <a
              key={each}
              href={`/docs/${each}`}
              aria-current={each === name ? "page" : undefined}
              className="text-link aria-[current=page]:text-ink-strong"
            >
              {DOCUMENTS[each].title}
            </a>
          ))}
        </nav>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-[960px] overflow-x-clip px-4 pt-4 pb-16 break-words outline-none md:px-8"
      >
        {name ? <Document markdown={await textOf(name)} /> : <Index />}
      </main>
    </>
  );
}

function Index() {
  return (
    <>
      <h1 className="text-display font-semibold text-ink-strong">Documentation</h1>
      <dl className="mt-6 grid gap-4">
        {DOCUMENT_NAMES.map((name) => (
          <div key={name}>
            <dt className="text-lead font-semibold">
              <a href={`/docs/${name}`} className="text-link">
                {DOCUMENTS[name].title}
              </a>
            </dt>
            <dd className="max-w-prose">{DOCUMENTS[name].about}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function nameIn({ slug = [] }: { slug?: string[] }): DocumentName | null {
  if (slug.length === 0) return null;
  const name = DOCUMENT_NAMES.find((each) => each === slug.join("/"));
  return name ?? notFound();
}

/** Beside the build wherever it runs: in the image, and on functions by `outputFileTracingIncludes`. */
function textOf(name: DocumentName): Promise<string> {
  return readFile(join(process.cwd(), "docs", DOCUMENTS[name].file), "utf8");
}
