import type { DeletionDto } from "#lib/account/schema.ts";

/** What goes with an account, and what does not, one sentence for each thing. */
export function deletionWords({ personal, teams }: DeletionDto): string[] {
  const { deals, contacts, meetings, chats } = personal;
  const own = [
    ...count(deals, "deal", "deals"),
    ...count(contacts, "contact", "contacts"),
    ...count(meetings, "meeting", "meetings"),
    ...count(chats, "chat", "chats"),
  ];
  return [
    own.length > 0
      ? `Your own ${list(own)} are deleted, with your settings, notifications and connections.`
      : "Your settings, notifications and connections are deleted.",
    ...teams.map(ofTeam),
    "What you wrote on your teams' deals stays, without your name.",
  ];
}

function ofTeam({ name, fate, owned, heir }: DeletionDto["teams"][number]): string {
  if (fate === "deleted") {
    return `${name} is deleted with all its deals: nobody else is in it.`;
  }
  if (owned === 0 || heir === null) return `You leave ${name}.`;
  return `You leave ${name}; ${list(count(owned, "deal that you own", "deals that you own"))} there ${owned === 1 ? "goes" : "go"} to ${heir.name}.`;
}

/** The teams that stand in the way, in a sentence that says what to do. */
export function blockedWords({ teams }: DeletionDto): string {
  const names = teams.filter(({ fate }) => fate === "blocked").map(({ name }) => name);
  return `You are the only owner of ${list(names)}, with other people in ${names.length === 1 ? "it" : "them"}. Make somebody else an owner, or delete the team, first.`;
}

function count(number: number, one: string, many: string): string[] {
  return number === 0 ? [] : [`${number.toLocaleString("en")} ${number === 1 ? one : many}`];
}

function list(items: readonly string[]): string {
  return new Intl.ListFormat("en").format(items);
}
