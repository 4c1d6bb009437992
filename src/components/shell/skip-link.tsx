/** First thing a keyboard meets; `<main id="content" tabIndex={-1}>` receives the focus. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-md bg-raised px-3 py-2 text-body font-medium text-accent shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
  );
}
