import { Settings } from "lucide-react";
import type { ReactNode } from "react";
import { DemoMark } from "#components/shell/demo-mark.tsx";
import { DESTINATIONS, NOTIFICATIONS_HREF } from "#components/shell/destinations.ts";
import { NavLink } from "#components/shell/nav-link.tsx";
import {
  PersonMenu,
  type ShellPerson,
  type SignOutAction,
} from "#components/shell/person-menu.tsx";
import { RailToggle } from "#components/shell/rail-toggle.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { UnreadCount } from "#components/shell/unread-count.tsx";
import { Glyph } from "#components/shell/wordmark.tsx";
import { type ShellWorkspaces, WorkspaceSwitch } from "#components/shell/workspace-switch.tsx";

export type ShellProps = {
  workspaces: ShellWorkspaces;
  person: ShellPerson;
  isDemo: boolean;
  /** There is a local mailbox in which mails stay. */
  hasMailbox: boolean;
  /** Notifications that wait to be read. */
  unread: number;
  signOut: SignOutAction;
};

/** The frame of every signed-in page: a rail on desktops, a head and a tab bar on phones. */
export function AppShell({ children, ...shell }: ShellProps & { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <Rail {...shell} />
      <PhoneHead {...shell} />
      <main
        id="content"
        tabIndex={-1}
        className="px-4 pt-5 pb-24 outline-none md:ml-(--rail) md:px-8 md:pt-7 md:pb-12"
      >
        <div className="mx-auto max-w-[1280px]">{children}</div>
      </main>
      <TabBar unread={shell.unread} />
    </>
  );
}

const RAIL_LINK =
  "flex h-8 items-center gap-2.5 rounded-md px-3 text-body text-ink hover:bg-pressed aria-[current=page]:bg-pressed aria-[current=page]:font-medium touch:h-11";

function Rail({ workspaces, person, isDemo, hasMailbox, unread, signOut }: ShellProps) {
  return (
    <header className="fixed inset-y-0 left-0 z-20 hidden w-(--rail) flex-col border-r border-line bg-canvas px-2 py-3 md:flex print:hidden">
      <div className="flex h-9 items-center gap-2.5 px-2.5 text-body font-semibold text-ink-strong">
        <Glyph />
        <WorkspaceSwitch {...workspaces} at="rail" />
      </div>
      <nav aria-label="Main" className="mt-4 grid gap-0.5">
        {DESTINATIONS.map(({ href, label, icon: Icon }) => (
          <NavLink key={href} href={href} className={RAIL_LINK}>
            <Icon aria-hidden strokeWidth={1.5} />
            <span className="rail-narrow:sr-only">{label}</span>
            {href === NOTIFICATIONS_HREF ? <UnreadCount initial={unread} /> : null}
          </NavLink>
        ))}
      </nav>
      <div className="mt-auto grid gap-2">
        {isDemo ? (
          <div className="px-2 rail-narrow:hidden">
            <DemoMark />
          </div>
        ) : null}
        <NavLink href="/settings" className={RAIL_LINK}>
          <Settings aria-hidden strokeWidth={1.5} />
          <span className="rail-narrow:sr-only">Settings</span>
        </NavLink>
        <div className="flex items-center justify-between gap-1 rail-narrow:flex-col-reverse">
          <PersonMenu person={person} hasMailbox={hasMailbox} signOut={signOut} at="rail" />
          <RailToggle />
        </div>
      </div>
    </header>
  );
}

function PhoneHead({ workspaces, person, isDemo, hasMailbox, signOut }: ShellProps) {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2.5 border-b border-line bg-canvas px-4 md:hidden print:hidden">
      <Glyph />
      <div className="min-w-0 text-body font-semibold text-ink-strong">
        <WorkspaceSwitch {...workspaces} at="head" />
      </div>
      {isDemo ? <DemoMark /> : null}
      <div className="-mr-1.5 ml-auto">
        <PersonMenu person={person} hasMailbox={hasMailbox} signOut={signOut} at="head" />
      </div>
    </header>
  );
}

function TabBar({ unread }: Pick<ShellProps, "unread">) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {DESTINATIONS.map(({ href, label, icon: Icon }) => (
        <NavLink
          key={href}
          href={href}
          className="relative grid h-14 content-center justify-items-center gap-1 text-label text-ink-muted aria-[current=page]:font-medium"
        >
          <Icon aria-hidden strokeWidth={1.5} />
          {label}
          {href === NOTIFICATIONS_HREF ? <UnreadCount initial={unread} /> : null}
        </NavLink>
      ))}
    </nav>
  );
}
