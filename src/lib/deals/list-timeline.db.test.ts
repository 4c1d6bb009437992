import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import type { TimelineEntryDto } from "#lib/deals/timeline-schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let owner: Context;
let stranger: Context;
let dealId: string;

beforeAll(async () => {
  const [team, other] = await Promise.all([
    createTeam({ name: "Home" }),
    createTeam({ name: "Other" }),
  ]);
  owner = await contextOf(await createUser({ name: "Ann Lee", isDemo: true }), {
    now: NOW,
    team,
    role: "owner",
  });
  stranger = await contextOf(await createUser({ isDemo: true }), {
    now: NOW,
    team: other,
    role: "owner",
  });
  const deal = await createDeal(
    owner,
    createDealSchema.parse({ name: "Deal", teamId: team.id, value: 100 }),
  );
  dealId = deal.id;
  await updateDeal(owner, dealId, { stage: "proposal", assigneeId: owner.user.id });
  await updateDeal(owner, dealId, { value: 250 });
});

const read = (as: Context, query = "") =>
  api("GET", `/api/deals/${dealId}/timeline${query}`, { as: as.user.id });

describe("the audit trail of a deal", () => {
  it("tells who did what, before and after, latest first, with people by their present names", async () => {
    const { body } = await read(owner);
    expect(body.entries).toMatchObject([
      { place: 3, before: { value: 100 }, after: { value: 250 } },
      {
        place: 2,
        actor: { id: owner.user.id, name: "Ann Lee" },
        action: "deal.updated",
        before: { stage: "discovery", assigneeId: null },
        after: { stage: "proposal", assigneeId: owner.user.id },
        names: { [owner.user.id]: "Ann Lee" },
        requestId: owner.requestId,
      },
      { place: 1, action: "deal.created", before: null },
    ]);
  });

  it("comes in pages that neither repeat nor leave out an entry", async () => {
    const places: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await read(owner, `?limit=1${cursor && `&cursor=${cursor}`}`);
      places.push(...body.entries.map(({ place }: TimelineEntryDto) => place));
      cursor = body.nextCursor;
    }
    expect(places).toEqual([3, 2, 1]);
    expect((await read(owner, "?cursor=WyJub25zZW5zZSJd")).status).toBe(400);
  });

  it("is not there for another company", async () => {
    expect((await read(stranger)).status).toBe(404);
  });
});
