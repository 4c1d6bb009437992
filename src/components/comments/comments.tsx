import { CommentBody } from "#components/comments/comment-body.tsx";
import { CommentComposer } from "#components/comments/comment-composer.tsx";
import { DeleteComment } from "#components/comments/delete-comment.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { type Mentionable, withNames } from "#lib/comments/mention-text.ts";
import type { CommentDto } from "#lib/comments/schema.ts";
import type { FormAction } from "#lib/http/form-state.ts";

type CommentsProps = {
  comments: readonly CommentDto[];
  /** The pages before and after this one, as far as there are any. */
  firstHref: string | null;
  nextHref: string | null;
  /** Who can see the deal. */
  people: readonly Mentionable[];
  me: string;
  clock: ViewClock;
  can: { comment: boolean; moderate: boolean };
  actions: { add: FormAction; edit: FormAction; remove: FormAction };
};

/** What colleagues say to each other about a deal, newest first, with the composer on top. */
export function Comments(props: CommentsProps) {
  const { comments, people, me, clock, can, actions, firstHref, nextHref } = props;
  return (
    <>
      {can.comment ? (
        <div className="pt-3">
          <CommentComposer action={actions.add} people={people} />
        </div>
      ) : null}
      {comments.length > 0 ? (
        <ol>
          {comments.map((comment) => {
            const isMine = can.comment && comment.author?.id === me;
            return (
              <li
                key={comment.id}
                id={`comment-${comment.id}`}
                className="border-b border-line py-3"
              >
                <p className="flex flex-wrap items-baseline gap-x-2 text-table">
                  <span className="font-medium text-ink-strong">
                    {comment.author?.name ?? "Deleted account"}
                  </span>
                  <RelativeTime
                    at={comment.createdAt}
                    clock={clock}
                    className="text-label text-ink-muted"
                  />
                  {comment.editedAt && !comment.isDeleted ? (
                    <span className="text-label text-ink-muted">edited</span>
                  ) : null}
                </p>
                {comment.isDeleted ? (
                  <p className="text-body text-ink-muted">Comment deleted</p>
                ) : (
                  <>
                    <CommentBody body={comment.body} mentions={comment.mentions} me={me} />
                    <div className="mt-1 flex flex-wrap items-start gap-1">
                      {isMine ? (
                        <EditComment
                          // Closed again once the change is there.
                          key={comment.editedAt}
                          action={actions.edit}
                          comment={comment}
                          people={people}
                        />
                      ) : null}
                      {isMine || can.moderate ? (
                        <DeleteComment action={actions.remove} commentId={comment.id} />
                      ) : null}
                    </div>
                  </>
                )}
              </li>
            );
          })}
        </ol>
      ) : (
        <p className="py-3 text-body text-ink-muted">
          Nobody has said anything about this deal yet.
        </p>
      )}
      <Pagination label="Pages of comments" firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

function EditComment({
  action,
  comment,
  people,
}: {
  action: FormAction;
  comment: CommentDto;
  people: readonly Mentionable[];
}) {
  // Whoever has left the team is still called by name.
  const left = comment.mentions.filter((named) => !people.some(({ id }) => id === named.id));
  const text = withNames(comment.body, [...people, ...left]);
  return (
    <details className="open:w-full">
      <summary className="inline-flex h-7 items-center rounded-md px-2.5 text-table font-medium text-ink hover:bg-pressed hover:text-ink-strong touch:h-11 touch:px-3.5">
        Edit
      </summary>
      <div className="py-2">
        <CommentComposer action={action} people={people} edited={{ id: comment.id, text }} />
      </div>
    </details>
  );
}
