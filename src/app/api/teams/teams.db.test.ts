import { beforeEach, describe, expect, it } from "vitest";
import type { Team, User } from "#generated/prisma/client.ts";
import type { Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import { type ApiCall, api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { inviteTokenOf } from "#test/invite-token.ts";

let team: Team;
let owner: User;
let member: User;
let viewer: User;
let outsider: User;

beforeEach(async () => {
  const now = new Date();
  team = await createTeam({ name: "Northwind" });
  const other = await createTeam({ name: "Globex" });
  const join = async (role: Role, to = team) => {
    const user = await createUser({ isDemo: true });
    await contextOf(user, { now, team: to, role });
    return user;
  };
  owner = await join("owner");
  member = await join("member");
  viewer = await join("viewer");
  outsider = await join("owner", other);
});

const call = (user: User, method: string, path: string, rest: ApiCall = {}) =>
  api(method, path, { as: user.id, ...rest });
const of = (path = "") => `/api/teams/${team.id}${path}`;

describe("over REST", () => {
  it("a team is made, seen, changed, handed over and deleted", async () => {
    const made = await call(owner, "POST", "/api/teams", {
      body: { name: "Blue Sky", currency: "eur", timezone: "Europe/Berlin" },
    });
    expect(made.status).toBe(201);
    expect(made.body.team).toMatchObject({ name: "Blue Sky", currency: "EUR", role: "owner" });
    const path = `/api/teams/${made.body.team.id}`;
    const list = await call(owner, "GET", "/api/teams?limit=1");
    expect(list.body).toMatchObject({ teams: [{ name: "Blue Sky" }] });
    expect(list.body.nextCursor).not.toBeNull();
    const changed = await call(owner, "PATCH", path, { body: { name: "Grey Sky" } });
    expect(changed.body.team).toMatchObject({ name: "Grey Sky", currency: "EUR" });
    expect((await call(owner, "DELETE", path)).status).toBe(422);
    expect((await call(owner, "DELETE", `${path}?confirm=Blue%20Sky`)).status).toBe(422);
    const deleted = await call(owner, "DELETE", `${path}?confirm=Grey%20Sky`);
    expect(deleted.body).toEqual({ success: true, id: made.body.team.id });
    expect((await call(owner, "GET", path)).status).toBe(404);
    const handed = await call(owner, "POST", of("/transfer"), { body: { userId: member.id } });
    expect(handed.body.member).toMatchObject({ userId: member.id, role: "owner" });
  });

  it("what is wrong with the input is said by field", async () => {
    const wrong = { name: " ", currency: "EURO", timezone: "+02:00" };
    const { status, body } = await call(owner, "PATCH", of(), { body: wrong });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      "currency",
      "name",
      "timezone",
    ]);
    const invite = await call(owner, "POST", of("/invites"), {
      body: { email: "nobody", role: "owner" },
    });
    expect(invite.status).toBe(422);
    expect(invite.body.errors).toHaveLength(2);
  });

  it("members are listed, change roles, say what they leave behind, and go", async () => {
    const { body } = await call(viewer, "GET", of("/members"));
    expect(body.members).toHaveLength(3);
    expect(body.nextCursor).toBeNull();
    const path = of(`/members/${member.id}`);
    const changed = await call(owner, "PATCH", path, { body: { role: "admin" } });
    expect(changed.body.member).toMatchObject({ userId: member.id, role: "admin" });
    const preview = await call(owner, "GET", `${path}/removal`);
    expect(preview.body.removal).toMatchObject({ owned: { open: 0 }, heir: { id: owner.id } });
    const wrongHeir = await call(owner, "DELETE", `${path}?ownedTo=${viewer.id}`);
    expect(wrongHeir.status).toBe(422);
    const removed = await call(owner, "DELETE", `${path}?ownedTo=${owner.id}&assignedTo=`);
    expect(removed.body).toEqual({ success: true, userId: member.id });
    expect((await call(member, "GET", of())).status).toBe(404);
    expect((await call(viewer, "POST", of("/leave"))).body).toEqual({
      success: true,
      id: team.id,
    });
    const last = await call(owner, "POST", of("/leave"));
    expect(last.status).toBe(409);
    expect(last.body.detail).toMatch(/Delete the team/);
  });

  it("somebody is invited, reminded, refused twice, and joins", async () => {
    const ada = await createUser({ isDemo: true });
    const sent = await call(owner, "POST", of("/invites"), {
      body: { email: ada.email.toUpperCase(), role: "viewer" },
    });
    expect(sent.status).toBe(201);
    const { invite } = sent.body;
    expect(invite).toMatchObject({
      email: ada.email,
      state: "pending",
      mail: { status: "queued" },
    });
    const token = await inviteTokenOf(invite.id);
    expect(JSON.stringify(sent.body)).not.toContain(token);
    const again = await call(owner, "POST", of(`/invites/${invite.id}/resend`));
    expect([again.status, again.headers.get("retry-after")]).toEqual([409, expect.any(String)]);
    const second = await call(owner, "POST", of("/invites"), { body: { email: ada.email } });
    expect(second.status).toBe(409);
    const view = await call(ada, "GET", `/api/invites/${token}`);
    expect(view.body.invite).toMatchObject({ verdict: "open", team: { name: "Northwind" } });
    expect((await call(outsider, "POST", `/api/invites/${token}/accept`)).status).toBe(403);
    const joined = await call(ada, "POST", `/api/invites/${token}/accept`);
    expect(joined.body).toMatchObject({ team: { id: team.id }, role: "viewer" });
    expect((await call(ada, "GET", of())).body.team).toMatchObject({ role: "viewer" });
    expect((await call(ada, "POST", `/api/invites/${token}/accept`)).status).toBe(409);
    const all = await call(owner, "GET", of("/invites?status=closed"));
    expect(all.body.invites).toMatchObject([{ id: invite.id, state: "accepted" }]);
    expect((await call(owner, "DELETE", of(`/invites/${invite.id}`))).status).toBe(409);
  });

  it("an invitation is taken back", async () => {
    const { body } = await call(owner, "POST", of("/invites"), {
      body: { email: "gone@example.test" },
    });
    const path = of(`/invites/${body.invite.id}`);
    expect((await call(owner, "DELETE", path)).status).toBe(200);
    const open = await call(owner, "GET", of("/invites?status=open"));
    expect(open.body.invites).toEqual([]);
  });

  it("another company finds nothing of the team, a member what they may not do, and nothing changes", async () => {
    const digest = async () =>
      JSON.stringify([
        await db().team.findUnique({ where: { id: team.id } }),
        await db().teamMember.findMany({ where: { teamId: team.id }, orderBy: { id: "asc" } }),
        await db().teamInvite.findMany({ where: { teamId: team.id } }),
      ]);
    const { body } = await call(owner, "POST", of("/invites"), { body: { email: "a@b.test" } });
    const invite = `/invites/${body.invite.id}`;
    const before = await digest();
    const changes: [method: string, path: string, rest?: ApiCall][] = [
      ["PATCH", "", { body: { name: "Mine" } }],
      ["DELETE", "?confirm=Northwind"],
      ["POST", "/transfer", { body: { userId: viewer.id } }],
      ["PATCH", `/members/${viewer.id}`, { body: { role: "member" } }],
      ["DELETE", `/members/${viewer.id}`],
      ["GET", `/members/${viewer.id}/removal`],
      ["GET", "/invites"],
      ["POST", "/invites", { body: { email: "c@d.test" } }],
      ["POST", `${invite}/resend`],
      ["DELETE", invite],
    ];
    for (const [method, path, rest] of changes) {
      expect([method, path, (await call(member, method, of(path), rest)).status]).toEqual([
        method,
        path,
        403,
      ]);
    }
    for (const [method, path, rest] of [
      ...changes,
      ["GET", ""] as const,
      ["GET", "/members"] as const,
      ["POST", "/leave"] as const,
    ]) {
      expect([method, path, (await call(outsider, method, of(path), rest)).status]).toEqual([
        method,
        path,
        404,
      ]);
    }
    expect(await digest()).toBe(before);
    expect((await call(owner, "DELETE", of(invite))).status).toBe(200);
  });
});
