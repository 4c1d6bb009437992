import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { ROLES } from "#lib/access/policy.ts";
import { verifyChains } from "#lib/audit/verify-chains.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { removeFromWorkspace } from "#lib/demo/remove-from-workspace.ts";
import { db } from "#lib/platform/db.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let owner: Context;
let teamId: string;

beforeEach(async () => {
  const team = await createTeam({ name: "Home" });
  teamId = team.id;
  owner = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

/** A generated deal with a generated contact, and one that somebody added. */
async function fill(ctx: Context, inTeam: string | null) {
  const make = async (name: string, isDemo: boolean) => {
    const { id } = await createDeal(ctx, createDealSchema.parse({ name, teamId: inTeam }));
    await db().deal.update({ where: { id }, data: { isDemo } });
    return id;
  };
  const place = { workspaceId: inTeam ?? ctx.user.id, teamId: inTeam, userId: ctx.user.id };
  await db().contact.create({ data: { ...place, name: "Generated", isDemo: true } });
  return { demo: await make("Generated", true), own: await make("Our own", false) };
}

const isThere = async (id: string) => (await db().deal.count({ where: { id } })) === 1;

describe("the generated data of a workspace", () => {
  it("is removed with all that hangs on it, and nothing else is", async () => {
    const { demo, own } = await fill(owner, teamId);
    const elsewhere = await fill(owner, null);
    expect(await removeFromWorkspace(owner, teamId)).toEqual({
      deals: 1,
      contacts: 1,
      meetings: 0,
      webhooks: 0,
    });
    expect(await isThere(demo)).toBe(false);
    expect(await isThere(own)).toBe(true);
    expect(await isThere(elsewhere.demo)).toBe(true);
    expect(await db().domainEvent.count({ where: { dealId: demo } })).toBe(0);
    expect(await db().domainEvent.count({ where: { dealId: elsewhere.demo } })).toBe(1);
    expect(await db().auditLog.findMany({ where: { workspaceId: teamId } })).toMatchObject([
      { action: "demo_data.removed", metadata: { deals: 1, contacts: 1 } },
    ]);
    expect((await verifyChains()).broken).toBeNull();
  });

  it("is removed by whoever leads the team, and by everybody from their own workspace", async () => {
    const team = await db().team.findUniqueOrThrow({ where: { id: teamId } });
    const { demo } = await fill(owner, teamId);
    for (const role of ROLES) {
      const ctx = await contextOf(await createUser(), { now: NOW, team, role });
      const { demo: alone } = await fill(ctx, null);
      await removeFromWorkspace(ctx, ctx.user.id);
      expect(await isThere(alone)).toBe(false);
      if (role === "viewer" || role === "member") {
        await expect(removeFromWorkspace(ctx, teamId)).rejects.toMatchObject({ code: "forbidden" });
        expect(await isThere(demo)).toBe(true);
      }
    }
    const stranger = await contextOf(await createUser(), { now: NOW });
    await expect(removeFromWorkspace(stranger, teamId)).rejects.toMatchObject({
      code: "not_found",
    });
    await removeFromWorkspace(owner, teamId);
    expect(await isThere(demo)).toBe(false);
  });

  it("leaves no trace in the log when there was none", async () => {
    await removeFromWorkspace(owner, teamId);
    expect(await db().auditLog.count({ where: { workspaceId: teamId } })).toBe(0);
  });
});
