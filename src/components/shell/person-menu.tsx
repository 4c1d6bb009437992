import { LogOut, Mail, Settings } from "lucide-react";
import { MenuLink } from "#components/shell/menu-link.tsx";
import { ThemeChoice } from "#components/shell/theme-choice.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";

export type ShellPerson = { name: string; email: string };

/** A Server Action that ends the session and redirects. */
export type SignOutAction = (formData: FormData) => Promise<void>;

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => word?.[0]?.toUpperCase() ?? "")
    .join("");
}

/**
 * Who is signed in, the theme, and the way out. The browser's popover closes it on Esc and on a
 * click outside, without script. `at` places it: above the rail's foot, or below the phone's head.
 */
export function PersonMenu({
  person,
  hasMailbox,
  signOut,
  at,
}: {
  person: ShellPerson;
  hasMailbox: boolean;
  signOut: SignOutAction;
  at: "rail" | "head";
}) {
  const id = `person-menu-${at}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="flex h-9 min-w-0 items-center gap-2 rounded-md px-1.5 text-table text-ink hover:bg-pressed touch:h-11"
      >
        <span
          aria-hidden="true"
          className="grid size-6 shrink-0 place-items-center rounded-full bg-ink-strong text-[10px] font-semibold text-canvas"
        >
          {initials(person.name)}
        </span>
        <span className={at === "rail" ? "truncate rail-narrow:sr-only" : "sr-only"}>
          {person.name}
        </span>
        <span className="sr-only">, account</span>
      </button>
      <div
        id={id}
        popover="auto"
        className={classNames(
          "fixed inset-auto m-0 w-64 rounded-md bg-raised p-3 text-ink shadow-float open:animate-appear",
          at === "rail" ? "bottom-14 left-2" : "top-12 right-2",
        )}
      >
        <p className="truncate text-body font-medium text-ink-strong">{person.name}</p>
        <p className="truncate text-table text-ink-muted">{person.email}</p>
        <div className="my-3 border-y border-line py-3">
          <ThemeChoice name={`theme-${at}`} />
        </div>
        <MenuLink
          href="/settings"
          className={buttonClass("quiet", "sm", "w-full justify-start md:hidden")}
        >
          <Settings aria-hidden strokeWidth={1.5} />
          Settings
        </MenuLink>
        {hasMailbox ? (
          <MenuLink
            href="/dev/mailbox"
            className={buttonClass("quiet", "sm", "w-full justify-start")}
          >
            <Mail aria-hidden strokeWidth={1.5} />
            Demo mailbox
          </MenuLink>
        ) : null}
        <form action={signOut}>
          <Button type="submit" variant="quiet" size="sm" className="w-full justify-start">
            <LogOut aria-hidden strokeWidth={1.5} />
            Sign out
          </Button>
        </form>
      </div>
    </>
  );
}
