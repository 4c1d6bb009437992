import { commentParts, type Mentionable, UNKNOWN } from "#lib/comments/mention-text.ts";

/** What a comment says: text with its line breaks, people by their present name, addresses as links. */
export function CommentBody({
  body,
  mentions,
  me,
}: {
  body: string;
  mentions: readonly Mentionable[];
  /** Who reads it: being named oneself stands out. */
  me: string;
}) {
  const names = new Map(mentions.map(({ id, name }) => [id, name]));
  return (
    <p className="max-w-prose text-body break-words whitespace-pre-line">
      {commentParts(body).map((part, index) => {
        // The parts of one text: their order is what they are.
        const key = index;
        if (part.type === "text") return part.text;
        if (part.type === "link") {
          return (
            <a
              key={key}
              href={part.href}
              rel="noopener nofollow ugc"
              className="text-link break-all"
            >
              {part.text}
            </a>
          );
        }
        return (
          <span
            key={key}
            className={
              part.id === me
                ? "rounded-sm bg-accent-wash px-0.5 font-medium text-ink-strong"
                : "font-medium text-ink-strong"
            }
          >
            @{names.get(part.id) ?? UNKNOWN}
          </span>
        );
      })}
    </p>
  );
}
