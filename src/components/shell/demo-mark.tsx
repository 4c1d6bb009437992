/** Shown on every page while sign-in is the demo's: nothing here is anybody's real pipeline. */
export function DemoMark() {
  return (
    <span
      title="Demo sign-in: anyone who can open this page can sign in. The data is generated."
      className="inline-flex h-5 items-center rounded-sm border border-line-strong px-1.5 text-label text-ink-muted"
    >
      demo
    </span>
  );
}
