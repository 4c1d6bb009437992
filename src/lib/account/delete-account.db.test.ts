import { beforeAll, describe, expect, it } from "vitest";
import { Prisma, type Team, type User } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import { deleteAccount } from "#lib/account/delete-account.ts";
import { TEAM_RECORDS } from "#lib/account/hand-over-records.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { verifyChains } from "#lib/audit/verify-chains.ts";
import { addComment } from "#lib/comments/add-comment.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");

type Crew = { team: Team; people: Record<string, { user: User; ctx: Context }> };

/** A team of people by name, each there a little longer than the next. */
async function crew(name: string, roles: Record<string, Role>): Promise<Crew> {
  const team = await createTeam({ name });
  const people: Crew["people"] = {};
  for (const [index, [who, role]] of Object.entries(roles).entries()) {
    const user = await createUser({ name: who, isDemo: true });
    const ctx = await contextOf(user, { now: NOW, team, role });
    await db().teamMember.updateMany({
      where: { userId: user.id },
      data: { createdAt: new Date(NOW.getTime() - 86_400_000 * (10 - index)) },
    });
    people[who] = { user, ctx };
  }
  return { team, people };
}

function personIn({ people }: Crew, who: string): { user: User; ctx: Context } {
  const person = people[who];
  if (!person) throw new Error(`There is no ${who}.`);
  return person;
}

const make = (ctx: Context, fields: Record<string, unknown>) =>
  createDeal(ctx, createDealSchema.parse({ name: "Deal", value: 100, ...fields }));
const remove = (user: User, confirm = user.email) =>
  api("DELETE", "/api/user/delete", { as: user.id, body: { confirm } });

/** The tables in which a text stands in any column. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of Object.values(Prisma.ModelName)) {
    const [row] = await db().$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM "${table}" t WHERE strpos(lower(t::text), lower($1)) > 0`,
      text,
    );
    if (row && row.count > 0) found.push(table);
  }
  return found;
}

describe("whoever deletes their account", () => {
  let home: Crew;
  let mia: { user: User; ctx: Context };
  let owned: string;
  let assigned: string;
  let own: string;
  let deletedDeal: string;

  beforeAll(async () => {
    home = await crew("Home", {
      "Olga First": "owner",
      "Oscar Second": "owner",
      "Mia Marple": "member",
    });
    mia = personIn(home, "Mia Marple");
    const olga = personIn(home, "Olga First");
    const teamId = home.team.id;
    const workspaceId = teamId;
    const { id: userId, email } = mia.user;
    owned = (await make(mia.ctx, { teamId })).id;
    deletedDeal = (await make(mia.ctx, { teamId })).id;
    assigned = (await make(olga.ctx, { teamId, assigneeId: userId })).id;
    own = (await make(mia.ctx, { name: "Mine alone" })).id;
    await updateDeal(mia.ctx, assigned, { stage: "proposal" });
    await addComment(mia.ctx, owned, { body: "They want a discount" });
    await db().deal.update({ where: { id: deletedDeal }, data: { deletedAt: NOW } });
    await recordAudit(db(), mia.ctx, { workspaceId, action: "deals.exported" });
    await recordAudit(db(), mia.ctx, { workspaceId: userId, action: "deals.exported" });
    await recordAudit(db(), mia.ctx, { workspaceId: null, action: "user.signed_in" });
    const inTeam = { workspaceId, teamId, userId };
    const alone = { workspaceId: userId, userId };
    const when = { startsAt: NOW, endsAt: NOW };
    for (const place of [inTeam, alone]) {
      await db().contact.create({ data: { ...place, name: "Buyer" } });
      await db().meeting.create({
        data: {
          ...place,
          ...when,
          title: "Demo",
          source: "manual",
          attendees: [{ name: "Mia Marple", email }],
        },
      });
      await db().webhook.create({
        data: { ...place, name: "Hook", url: "x", secret: "x", events: [] },
      });
      await db().slackIntegration.create({
        data: { ...place, webhookUrl: "x", channelName: "sales", events: [] },
      });
      await db().webhookEvent.create({
        data: {
          id: `evt_${place.workspaceId}`,
          workspaceId: place.workspaceId,
          event: "team.member_added",
          body: JSON.stringify({ data: { name: "Mia Marple", email, role: "member" } }),
        },
      });
      await db().realtimeEvent.create({
        data: {
          workspaceId: place.workspaceId,
          name: "deal.updated",
          data: { actor: { id: userId, name: "Mia Marple" } },
        },
      });
      await db().emailMessage.create({
        data: {
          workspaceId: place.workspaceId,
          userId: olga.user.id,
          to: olga.user.email,
          template: "stage-change",
          data: { actorName: "Mia Marple" },
        },
      });
    }
    await db().emailMessage.create({ data: { workspaceId, to: email, template: "invite" } });
    await db().teamInvite.create({
      data: { teamId, email, role: "member", tokenHash: "x", expiresAt: NOW, acceptedAt: NOW },
    });
    await db().chat.create({ data: { userId, title: "About Acme" } });
    await db().savedView.create({ data: { userId, name: "Mine", query: "owner=me" } });
    await db().salesforceIntegration.create({
      data: { userId, teamId, instanceUrl: "https://acme.my.salesforce.com", apiKey: "x" },
    });
    expect(await tablesWith("mia marple")).toContain("Notification");

    const answer = await remove(mia.user);
    expect(answer).toMatchObject({ status: 200, body: { success: true, id: userId } });
  });

  it("is named nowhere any more, nor is their address", async () => {
    expect(await tablesWith("mia marple")).toEqual([]);
    expect(await tablesWith(mia.user.email)).toEqual([]);
    expect(await db().erasedUser.count({ where: { id: mia.user.id } })).toBe(1);
  });

  it("takes along what was theirs alone", async () => {
    const alone = { workspaceId: mia.user.id };
    const left = await Promise.all([
      db().deal.count({ where: { id: own } }),
      db().contact.count({ where: alone }),
      db().meeting.count({ where: alone }),
      db().webhook.count({ where: alone }),
      db().slackIntegration.count({ where: alone }),
      db().webhookEvent.count({ where: alone }),
      db().domainEvent.count({ where: alone }),
      db().auditLog.count({ where: { OR: [alone, { workspaceId: null, actorId: mia.user.id }] } }),
      db().auditChain.count({ where: { chain: { endsWith: mia.user.id } } }),
      db().chat.count(),
      db().savedView.count(),
      db().salesforceIntegration.count(),
    ]);
    expect(left).toEqual(left.map(() => 0));
  });

  it("leaves the team's deals to the owner who has been there longest, with the change on record", async () => {
    const olga = personIn(home, "Olga First").user.id;
    for (const id of [owned, deletedDeal]) {
      expect(await db().deal.findUniqueOrThrow({ where: { id } })).toMatchObject({ userId: olga });
    }
    const event = await db().dealEvent.findFirstOrThrow({
      where: { dealId: owned, type: "owner_changed" },
    });
    expect(event.payload).toEqual({ from: mia.user.id, to: olga });
    const kept = await db().deal.findUniqueOrThrow({ where: { id: assigned } });
    expect(kept).toMatchObject({ userId: olga, assignedToId: null, stage: "proposal" });
    expect(
      await db().dealEvent.count({ where: { dealId: assigned, type: "assignee_changed" } }),
    ).toBe(1);
  });

  it("leaves the team's contacts, meetings, webhooks and channels to that owner too", async () => {
    const olga = personIn(home, "Olga First").user.id;
    const where = { teamId: home.team.id, userId: olga };
    expect(await db().contact.count({ where })).toBe(1);
    expect(await db().meeting.count({ where })).toBe(1);
    expect(await db().webhook.count({ where })).toBe(1);
    expect(await db().slackIntegration.count({ where })).toBe(1);
  });

  it("leaves what they said to colleagues, without saying who", async () => {
    const [comment] = await db().dealComment.findMany({ where: { dealId: owned } });
    expect(comment).toMatchObject({ body: "They want a discount", authorId: null });
    expect((await verifyChains()).broken).toBeNull();
  });

  it("is missed in the team's log, with what was connected by them", async () => {
    const log = await db().auditLog.findMany({
      where: { workspaceId: home.team.id },
      orderBy: { seq: "desc" },
      take: 2,
    });
    expect(log).toMatchObject([
      { action: "user.deleted", targetId: mia.user.id, actorName: "Deleted account" },
      { action: "integration.disconnected", targetId: "salesforce" },
    ]);
    expect(await db().domainEvent.count({ where: { name: "team.member_removed" } })).toBe(1);
  });

  it("gets in nowhere with what they still hold", async () => {
    expect((await api("GET", "/api/auth/me", { as: mia.user.id })).status).toBe(401);
    expect((await remove(mia.user)).status).toBe(401);
  });
});

describe("an account", () => {
  it("goes only when its address is given", async () => {
    const user = await createUser({ isDemo: true });
    const { status, body } = await remove(user, "somebody@else.test");
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { path: "confirm", message: `must be your e-mail address, ${user.email}` },
    ]);
    expect(await db().user.count({ where: { id: user.id } })).toBe(1);
  });

  it("stays while it is the only owner of a team with others in it, and says what to do", async () => {
    const band = await crew("Only", { Ada: "owner", Bob: "admin" });
    const ada = personIn(band, "Ada");
    await make(ada.ctx, { teamId: band.team.id });
    const { body: preview } = await api("GET", "/api/user/delete", { as: ada.user.id });
    expect(preview.deletion).toMatchObject({ isBlocked: true, teams: [{ fate: "blocked" }] });
    const { status, body } = await remove(ada.user);
    expect(status).toBe(409);
    expect(body.detail).toMatch(/only owner of Only.*Make somebody else an owner/);
    expect(await db().user.count({ where: { id: ada.user.id } })).toBe(1);
    expect(await db().erasedUser.count({ where: { id: ada.user.id } })).toBe(0);
  });

  it("takes along a team that nobody else is in, with its deals", async () => {
    const solo = await crew("Solo", { Sol: "owner" });
    const { user, ctx } = personIn(solo, "Sol");
    const { id } = await make(ctx, { teamId: solo.team.id });
    const { body } = await api("GET", "/api/user/delete", { as: user.id });
    expect(body.deletion.teams).toMatchObject([{ fate: "deleted", owned: 1, heir: null }]);
    expect((await remove(user)).status).toBe(200);
    expect(await db().team.count({ where: { id: solo.team.id } })).toBe(0);
    expect(await db().deal.count({ where: { id } })).toBe(0);
    expect((await verifyChains()).broken).toBeNull();
  });

  it("hands over more deals than are changed at once, each of them once", async () => {
    const big = await crew("Big", { Ann: "owner", Max: "member" });
    const max = personIn(big, "Max").user;
    await db().$executeRaw`
      INSERT INTO "Deal" (id, "workspaceId", "teamId", "userId", name, stage, value, currency, "stageEnteredAt", "updatedAt")
      SELECT 'big' || n, ${big.team.id}, ${big.team.id}, ${max.id}, 'Deal ' || n, 'discovery', 1, 'USD', ${NOW}, ${NOW}
      FROM generate_series(1, 1101) n`;
    expect((await remove(max)).status).toBe(200);
    const ann = personIn(big, "Ann").user.id;
    expect(await db().deal.count({ where: { teamId: big.team.id, userId: ann, version: 2 } })).toBe(
      1101,
    );
    expect(
      await db().dealEvent.count({
        where: { type: "owner_changed", deal: { teamId: big.team.id } },
      }),
    ).toBe(1101);
  });

  it("of two owners who go at once, one stays: a team always has an owner", async () => {
    for (let round = 0; round < 3; round += 1) {
      const pair = await crew(`Pair ${round}`, { Eve: "owner", Fay: "owner", Gus: "viewer" });
      const answers = await Promise.all(
        ["Eve", "Fay"].map((who) => remove(personIn(pair, who).user)),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const owners = await db().teamMember.count({
        where: { teamId: pair.team.id, role: "owner" },
      });
      expect(owners).toBe(1);
    }
  });

  it("goes while requests of the same person are still running, and no deal is lost", async () => {
    const busy = await crew("Busy", { Ina: "owner", Jon: "member" });
    const jon = personIn(busy, "Jon");
    const deals = await Promise.all(
      Array.from({ length: 6 }, () => make(jon.ctx, { teamId: busy.team.id })),
    );
    const requests = deals.flatMap(({ id }) =>
      Array.from({ length: 3 }, () =>
        logEvent(jon.ctx, id, { type: "call" }, "api").catch(() => null),
      ),
    );
    const [result] = await Promise.all([
      deleteAccount(jon.ctx, jon.user.email).then(
        () => "gone",
        (error: Error) => error.message,
      ),
      ...requests,
    ]);
    expect(result).toBe("gone");
    const ina = personIn(busy, "Ina").user.id;
    expect(await db().deal.count({ where: { teamId: busy.team.id, userId: ina } })).toBe(6);
  });
});

describe("what goes with a person's row", () => {
  /** A person's own, also where it names a team: their membership, mail, credentials, questions. */
  const PERSONAL = [
    "Chat",
    "EmailMessage",
    "GoogleCalendarIntegration",
    "HubSpotIntegration",
    "IdempotencyKey",
    "IntegrationLog",
    "Notification",
    "NotificationSettings",
    "RemoteChange",
    "RemoteStage",
    "SalesforceIntegration",
    "SavedView",
    "StageMapping",
    "TeamMember",
  ];
  /** Never both a team's and a person's (CHECK constraints). */
  const ONE_OWNER = ["ExchangeRate", "RiskNorms", "RiskPolicy"];
  /** Handed over one by one, on record. */
  const HANDED_OVER = ["Deal"];

  it("has been thought about, table by table", async () => {
    const keys = await db().$queryRaw<{ name: string }[]>`
      SELECT DISTINCT kcu.table_name AS name
      FROM information_schema.referential_constraints rc
      JOIN information_schema.key_column_usage kcu USING (constraint_schema, constraint_name)
      JOIN information_schema.constraint_column_usage ccu USING (constraint_schema, constraint_name)
      WHERE ccu.table_name = 'User' AND rc.delete_rule NOT IN ('SET NULL', 'SET DEFAULT')`;
    const known = [...PERSONAL, ...ONE_OWNER, ...HANDED_OVER, ...TEAM_RECORDS];
    expect(keys.map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });

  it("cannot be a rule of a team that names a person as well", async () => {
    const { team, people } = await crew("Rules", { Una: "owner" });
    const userId = people.Una?.user.id ?? "";
    const both = { workspaceId: team.id, teamId: team.id, userId };
    await expect(
      db().riskPolicy.create({ data: { ...both, version: 1, data: {} } }),
    ).rejects.toThrow();
    await expect(
      db().riskNorms.create({ data: { ...both, computedAt: NOW, data: {} } }),
    ).rejects.toThrow();
    await expect(
      db().exchangeRate.create({ data: { ...both, currency: "EUR", rate: 1 } }),
    ).rejects.toThrow();
  });
});
