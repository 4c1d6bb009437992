import { ROLES } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import type { Cell } from "../cell.ts";
import {
  allCells,
  idOf,
  isSecret,
  LEFT,
  LONG_AGO,
  ownerOf,
  personOf,
  SECRET,
  teamOf,
} from "../world.ts";

/** One about each deal, for its owner, and for everybody one of a team that they have left. */
export async function plantNotifications(): Promise<void> {
  const notice = (cell: Cell) => ({
    kind: "stage_change" as const,
    teamId: teamOf(cell.relation),
    dealId: idOf("deal", cell),
    title: `${isSecret(cell.relation) ? SECRET : "Acme"} moved to Proposal`,
    body: "",
    createdAt: LONG_AGO,
  });
  const secondTeam: Cell = { role: "owner", relation: "otherTeam" };
  await db().notification.createMany({
    data: [
      ...allCells().map((cell) => ({
        id: idOf("notification", cell),
        userId: ownerOf(cell),
        ...notice(cell),
      })),
      ...ROLES.map((role) => ({
        id: `${LEFT}_${personOf(role)}`,
        userId: personOf(role),
        ...notice(secondTeam),
      })),
    ],
  });
}
