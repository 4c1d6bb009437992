import { describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { acceptInvite } from "#lib/teams/accept-invite.ts";
import { changeRole } from "#lib/teams/change-role.ts";
import { inviteMember } from "#lib/teams/invite-member.ts";
import { leaveTeam } from "#lib/teams/leave-team.ts";
import { removeMember } from "#lib/teams/remove-member.ts";
import { resendInvite } from "#lib/teams/resend-invite.ts";
import { revokeInvite } from "#lib/teams/revoke-invite.ts";
import { transferOwnership } from "#lib/teams/transfer-ownership.ts";
import { at, contextOf, createTeam, createUser } from "#test/factories.ts";
import { inviteTokenOf } from "#test/invite-token.ts";

// Every race is run on real connections, many times over: each run has another order.
const ROUNDS = 20;
const NOW = new Date("2026-03-16T09:00:00Z");
const LATER = new Date(NOW.getTime() + 61_000);

type Scene = { team: Team; first: Context; second: Context; member: Context };

async function build(second: Role = "owner"): Promise<Scene> {
  const team = await createTeam({ name: "Northwind" });
  const join = async (role: Role) => contextOf(await createUser(), { now: NOW, team, role });
  return {
    team,
    first: await join("owner"),
    second: await join(second),
    member: await join("member"),
  };
}

const ownersOf = (team: Team) =>
  db().teamMember.count({ where: { teamId: team.id, role: "owner" } });

/** How each of several requests at once ended: "ok" or the code of its refusal. */
async function outcomes(...work: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((result) =>
    result.status === "fulfilled"
      ? "ok"
      : ((result.reason as { code?: string }).code ?? String(result.reason)),
  );
}

async function repeat(round: () => Promise<void>): Promise<void> {
  for (let n = 0; n < ROUNDS; n += 1) await round();
}

describe("a team keeps an owner when", () => {
  it("two owners step back at once", () =>
    repeat(async () => {
      const { team, first, second } = await build();
      const ended = await outcomes(
        changeRole(first, team.id, first.user.id, "member"),
        changeRole(second, team.id, second.user.id, "member"),
      );
      expect(ended.sort()).toEqual(["conflict", "ok"]);
      expect(await ownersOf(team)).toBe(1);
    }));

  it("two owners demote each other at once", () =>
    repeat(async () => {
      const { team, first, second } = await build();
      const ended = await outcomes(
        changeRole(first, team.id, second.user.id, "viewer"),
        changeRole(second, team.id, first.user.id, "viewer"),
      );
      // The one who is demoted first acts as a viewer from then on.
      expect(ended.sort()).toEqual(["forbidden", "ok"]);
      expect(await ownersOf(team)).toBe(1);
    }));

  it("one owner leaves while the other removes them or leaves too", () =>
    repeat(async () => {
      const { team, first, second } = await build();
      const ended = await outcomes(
        leaveTeam(first, team.id),
        removeMember(second, team.id, first.user.id, {}),
        leaveTeam(second, team.id),
      );
      expect(ended).toContain("ok");
      expect(await ownersOf(team)).toBe(1);
      expect(await db().teamMember.count({ where: { teamId: team.id } })).toBe(2);
    }));

  it("one owner hands over while the other demotes them", () =>
    repeat(async () => {
      const { team, first, second, member } = await build();
      const ended = await outcomes(
        transferOwnership(first, team.id, member.user.id),
        changeRole(second, team.id, first.user.id, "viewer"),
        changeRole(second, team.id, second.user.id, "member"),
      );
      expect(ended).toContain("ok");
      expect(await ownersOf(team)).toBeGreaterThanOrEqual(1);
    }));

  it("ownership is handed over twice at once", () =>
    repeat(async () => {
      const { team, first, second, member } = await build("admin");
      const ended = await outcomes(
        transferOwnership(first, team.id, second.user.id),
        transferOwnership(first, team.id, member.user.id),
      );
      expect(ended.sort()).toEqual(["forbidden", "ok"]);
      expect(await ownersOf(team)).toBe(1);
    }));

  it("somebody writes past every rule of the application", async () => {
    const { team, first, second } = await build();
    const where = { teamId: team.id, userId: { in: [first.user.id, second.user.id] } };
    await expect(db().teamMember.deleteMany({ where })).rejects.toThrow(/without an owner/);
    await expect(db().teamMember.updateMany({ where, data: { role: "admin" } })).rejects.toThrow(
      /without an owner/,
    );
    expect(await ownersOf(team)).toBe(2);
  });
});

describe("an invitation", () => {
  async function invited() {
    const { team, first, second } = await build();
    const person = await contextOf(await createUser(), { now: NOW });
    const { id } = await inviteMember(first, team.id, {
      email: person.user.email,
      role: "member",
    });
    const token = await inviteTokenOf(id);
    const isMember = async () =>
      (await db().teamMember.count({ where: { teamId: team.id, userId: person.user.id } })) === 1;
    return { team, first, second, person, id, token, isMember };
  }

  it("accepted several times at once makes one membership", () =>
    repeat(async () => {
      const { team, person, token, isMember } = await invited();
      const accept = () => acceptInvite(person, token);
      const ended = await outcomes(accept(), accept(), accept());
      expect(ended.sort()).toEqual(["conflict", "conflict", "ok"]);
      expect(await isMember()).toBe(true);
      const joined = { workspaceId: team.id, name: "team.member_added" };
      expect(await db().domainEvent.count({ where: joined })).toBe(1);
    }));

  it("accepted while it is revoked is one of the two", () =>
    repeat(async () => {
      const { team, first, person, id, token, isMember } = await invited();
      const [accepted, revoked] = await outcomes(
        acceptInvite(person, token),
        revokeInvite(first, team.id, id),
      );
      expect([accepted, revoked].sort()).toEqual(["conflict", "ok"]);
      expect(await isMember()).toBe(accepted === "ok");
    }));

  it("accepted while it is sent again is one of the two", () =>
    repeat(async () => {
      const { team, first, person, id, token, isMember } = await invited();
      const [accepted, resent] = await outcomes(
        acceptInvite(at(person, LATER), token),
        resendInvite(at(first, LATER), team.id, id),
      );
      expect([accepted, resent]).toSatisfy(
        ([a, r]) => (a === "ok" && r === "conflict") || (a === "not_found" && r === "ok"),
      );
      expect(await isMember()).toBe(accepted === "ok");
    }));

  it("sent to one address by two people at once is one", () =>
    repeat(async () => {
      const { team, first, second } = await build();
      const input = { email: "ada@example.test", role: "viewer" } as const;
      const ended = await outcomes(
        inviteMember(first, team.id, input),
        inviteMember(second, team.id, input),
      );
      expect(ended.sort()).toEqual(["conflict", "ok"]);
      expect(await db().emailMessage.count({ where: { workspaceId: team.id } })).toBe(1);
    }));
});

describe("somebody who is removed", () => {
  it("is left with no deal that is being assigned to them at that moment", () =>
    repeat(async () => {
      const { team, first, second, member } = await build();
      const { id } = await createDeal(
        first,
        createDealSchema.parse({ name: "Acme", teamId: team.id }),
      );
      const [removed, assigned] = await outcomes(
        removeMember(second, team.id, member.user.id, {}),
        updateDeal(first, id, { assigneeId: member.user.id }),
      );
      expect(removed).toBe("ok");
      expect(["ok", "invalid_input"]).toContain(assigned);
      const deal = await db().deal.findUniqueOrThrow({ where: { id } });
      expect(deal.assignedToId).toBeNull();
    }));

  it("adds nothing to the team by a request that was under way", () =>
    repeat(async () => {
      const { team, first, member } = await build();
      const input = createDealSchema.parse({ name: "Acme", teamId: team.id });
      const [removed, created] = await outcomes(
        removeMember(first, team.id, member.user.id, {}),
        createDeal(member, input),
      );
      expect(removed).toBe("ok");
      expect(["ok", "not_found"]).toContain(created);
      // What came before the removal was handed over with everything else.
      const left = { teamId: team.id, userId: member.user.id };
      expect(await db().deal.count({ where: left })).toBe(0);
    }));
});
