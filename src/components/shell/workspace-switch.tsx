import { Check, ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";

export type ShellWorkspaces = {
  all: readonly { id: string; name: string }[];
  current: string;
  /** A Server Action that receives `workspaceId` and shows that workspace. */
  switchTo: (formData: FormData) => Promise<void>;
};

/** Whose deals are shown, and the way to the others. The browser's popover, as in PersonMenu. */
export function WorkspaceSwitch({
  all,
  current,
  switchTo,
  at,
}: ShellWorkspaces & { at: "rail" | "head" }) {
  const id = `workspaces-${at}`;
  const name = all.find((workspace) => workspace.id === current)?.name;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="-ml-1 flex h-9 min-w-0 items-center gap-1 rounded-md px-1 hover:bg-pressed touch:h-11"
      >
        <span className={classNames("truncate", at === "rail" && "rail-narrow:sr-only")}>
          {name}
        </span>
        <ChevronsUpDown
          aria-hidden
          strokeWidth={1.5}
          className={classNames(
            "size-3.5 shrink-0 text-ink-muted",
            at === "rail" && "rail-narrow:hidden",
          )}
        />
        <span className="sr-only">, change workspace</span>
      </button>
      <div
        id={id}
        popover="auto"
        className={classNames(
          "fixed inset-auto m-0 w-56 rounded-md bg-raised p-1.5 font-normal text-ink shadow-float open:animate-appear",
          at === "rail" ? "top-13 left-2" : "top-12 left-4",
        )}
      >
        <form action={switchTo} className="grid gap-0.5">
          {all.map((workspace) => (
            <button
              key={workspace.id}
              type="submit"
              name="workspaceId"
              value={workspace.id}
              aria-current={workspace.id === current ? "true" : undefined}
              className="flex h-9 items-center gap-2 rounded-md px-2.5 text-left text-table hover:bg-pressed aria-[current=true]:font-medium touch:h-11"
            >
              <span className="grow truncate">{workspace.name}</span>
              {workspace.id === current ? (
                <Check aria-hidden strokeWidth={1.5} className="size-4 text-accent" />
              ) : null}
            </button>
          ))}
        </form>
        <Link
          href="/settings/team/new"
          className="mt-1 flex h-9 items-center gap-2 rounded-md border-t border-line px-2.5 text-table text-ink hover:bg-pressed touch:h-11"
        >
          <Plus aria-hidden strokeWidth={1.5} className="size-4 text-ink-muted" />
          New team
        </Link>
      </div>
    </>
  );
}
