import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import * as exportRoute from "#app/api/audit/export/route.ts";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { ROLES, type Role } from "#lib/access/policy.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import { db } from "#lib/platform/db.ts";
import { api, bearerOf } from "#test/api-client.ts";
import { at, contextOf, createTeam, createUser } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let team: Team;
let people: Record<Role, Context>;
let stranger: Context;

beforeAll(async () => {
  team = await createTeam({ name: "Home", timezone: "America/New_York" });
  const person = async (role: Role) =>
    contextOf(await createUser({ name: `=The ${role}`, isDemo: true }), { now: NOW, team, role });
  const [viewer, member, admin, owner] = await Promise.all(ROLES.map(person));
  if (!viewer || !member || !admin || !owner) throw new Error("there are four roles");
  people = { viewer, member, admin, owner };
  const other = await createTeam({ name: "Other" });
  stranger = await contextOf(await createUser({ isDemo: true }), {
    now: NOW,
    team: other,
    role: "owner",
  });
  const inTeam = { workspaceId: team.id };
  const when = (moment: string) => at(owner, new Date(moment));
  await recordAudit(db(), when("2026-03-01T04:59:59Z"), { ...inTeam, action: "team.created" });
  await recordAudit(db(), when("2026-03-01T05:00:00Z"), { ...inTeam, action: "team.updated" });
  for (const userId of [member.user.id, viewer.user.id]) {
    await recordAudit(db(), when("2026-03-02T04:59:59Z"), {
      ...inTeam,
      action: "member.role_changed",
      targetType: "member",
      targetId: userId,
      metadata: { from: "viewer", to: "member", ownedTo: admin.user.id },
    });
  }
  await recordAudit(db(), systemOrigin(new Date("2026-03-02T05:00:00Z")), {
    ...inTeam,
    action: "webhook.disabled",
  });
  await recordAudit(db(), stranger, { workspaceId: other.id, action: "team.created" });
  await recordAudit(db(), member, { workspaceId: null, action: "user.signed_in" });
  await recordAudit(db(), member, { workspaceId: member.user.id, action: "demo_data.removed" });
});

const read = async (as: Context, query: Record<string, string> = {}, path = "/api/audit") => {
  const search = new URLSearchParams(query);
  return await api("GET", `${path}?${search}`, { as: as.user.id });
};
const actions = ({ body }: { body: { entries: AuditEntryDto[] } }) =>
  body.entries.map(({ action }) => action);

describe("the audit log", () => {
  it("of a team is read by those who lead it, and by nobody else", async () => {
    for (const path of ["/api/audit", "/api/audit/export"]) {
      const ask = async (as: Context) =>
        (await read(as, { teamId: team.id, format: "json" }, path)).status;
      expect(await ask(people.owner)).toBe(200);
      expect(await ask(people.admin)).toBe(200);
      expect(await ask(people.member)).toBe(403);
      expect(await ask(people.viewer)).toBe(403);
      expect(await ask(stranger)).toBe(404);
    }
    await db().auditLog.findFirstOrThrow({ where: { action: "audit.exported" } });
  });

  it("of somebody's own account is theirs alone, with their signing in", async () => {
    expect(actions(await read(people.member))).toEqual(["user.signed_in", "demo_data.removed"]);
    expect(actions(await read(people.admin))).toEqual([]);
  });

  it("names people as they are called today, by id in what was written", async () => {
    const { body } = await read(people.owner, { teamId: team.id, action: "member.role_changed" });
    expect(body.entries).toHaveLength(2);
    const names = body.entries.map(({ target }: AuditEntryDto) => target?.name);
    expect(names.toSorted()).toEqual(["=The member", "=The viewer"]);
    expect(body.entries[0]).toMatchObject({
      actor: { id: people.owner.user.id, name: "=The owner" },
      names: { [people.admin.user.id]: "=The admin" },
    });
  });

  it("is filtered by who, by kind, and by days of the team's time zone", async () => {
    const ask = async (query: Record<string, string>) =>
      actions(await read(people.owner, { teamId: team.id, to: "2026-03-02", ...query }));
    expect(await ask({ actor: "system" })).toEqual(["webhook.disabled"]);
    expect(await ask({ actor: people.owner.user.id })).toHaveLength(4);
    expect(await ask({ action: "team" })).toEqual(["team.updated", "team.created"]);
    expect(await ask({ action: "team.created" })).toEqual(["team.created"]);
    // The first of March lasts in New York from 05:00 UTC to 05:00 UTC.
    expect(await ask({ from: "2026-03-01", to: "2026-03-01" })).toEqual([
      "member.role_changed",
      "member.role_changed",
      "team.updated",
    ]);
    expect(await ask({ to: "2026-03-01T05:00:00Z" })).toEqual(["team.updated", "team.created"]);
    const refused = await read(people.owner, { action: "nonsense", from: "yesterday" });
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      "action",
      "from",
    ]);
  });

  it("comes in pages that neither repeat nor leave out an entry of the same moment", async () => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await read(people.owner, {
        teamId: team.id,
        action: "member",
        limit: "1",
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...body.entries.map(({ id }: AuditEntryDto) => id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(2);
    expect(seen).toHaveLength(2);
  });
});

describe("the exported audit log", () => {
  const take = async (query: Record<string, string>) => {
    const search = new URLSearchParams({ teamId: team.id, ...query });
    const request = new Request(`http://localhost/api/audit/export?${search}`, {
      headers: { authorization: `Bearer ${await bearerOf(people.owner.user.id)}` },
    });
    return await exportRoute.GET(request, { params: Promise.resolve({}) });
  };

  it("is a table whose cells no spreadsheet takes for formulas", async () => {
    const response = await take({ format: "csv", action: "team" });
    expect(response.headers.get("content-type")).toContain("text/csv");
    const rows: Record<string, string>[] = parse(await response.text(), { columns: true });
    expect(rows.map(({ action }) => action)).toEqual(["team.updated", "team.created"]);
    expect(rows[0]).toMatchObject({ actor: "'=The owner", actorId: people.owner.user.id });
  });

  it("holds every entry however many there are, and is itself one of them", async () => {
    const log = await createTeam({ name: "Long" });
    await contextOf(await db().user.findUniqueOrThrow({ where: { id: people.owner.user.id } }), {
      now: NOW,
      team: log,
      role: "owner",
    });
    await db().$executeRaw`
      INSERT INTO "AuditLog" (id, "workspaceId", "actorName", action, "occurredAt")
      SELECT 'long' || n, ${log.id}, 'Sentinel', 'team.updated', ${NOW} FROM generate_series(1, 1203) n`;
    const { body } = await read(
      people.owner,
      { teamId: log.id, format: "json" },
      "/api/audit/export",
    );
    const ids = new Set(body.entries.map(({ id }: AuditEntryDto) => id));
    expect(body.entries).toHaveLength(1204);
    expect(ids.size).toBe(1204);
    expect(body.entries[0]).toMatchObject({
      action: "audit.exported",
      metadata: { format: "json" },
    });
  });
});
