import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { proofOfTest } from "#lib/slack/test-proof.ts";
import { type ApiCall, api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { addChannel } from "#test/slack-channels.ts";
import { type SlackStandIn, startSlack } from "#test/standins/slack.ts";

const now = new Date();
let slack: SlackStandIn;
let team: Team;
const people = {} as Record<Role | "outsider", string>;
let channels = 0;

beforeAll(async () => {
  slack = await startSlack();
  team = await createTeam({ name: "Northwind" });
  for (const role of ["owner", "admin", "member", "viewer"] as const) {
    const user = await createUser({ isDemo: true });
    await contextOf(user, { now, team, role });
    people[role] = user.id;
  }
  people.outsider = (await createUser({ isDemo: true })).id;
});
afterAll(() => slack.stop());
beforeEach(async () => {
  await db().slackIntegration.deleteMany();
  slack.posted.length = 0;
  slack.requests.length = 0;
  slack.outage = null;
});

/** Address of a channel that nobody has used; the behaviour stands in front of the hyphen. */
function address(behaviour = "good"): string {
  channels += 1;
  return slack.channel(`${behaviour}-${channels}`);
}
const create = (fields: Record<string, unknown> = {}, call: ApiCall = {}) =>
  api("POST", "/api/slack", {
    as: people.admin,
    body: {
      channelName: "#deals",
      url: address(),
      events: ["deal.at_risk"],
      teamId: team.id,
      ...fields,
    },
    ...call,
  });
const planted = async (behaviour = "good") => {
  const user = await db().user.findUniqueOrThrow({ where: { id: people.admin } });
  const ctx = { user, memberships: [], requestId: "test", now };
  return addChannel(ctx, address(behaviour), { teamId: team.id });
};

describe("a Slack channel over REST", () => {
  it("is added, listed, changed and deleted, and never shows its address", async () => {
    const url = address();
    const created = await create({ url, events: ["deal.closed_won", "deal.created"] });
    expect(created.status).toBe(201);
    const { channel } = created.body;
    expect(channel).toMatchObject({
      channelName: "#deals",
      url: `••••${url.slice(-4)}`,
      events: ["deal.created", "deal.closed_won"],
      teamId: team.id,
      isActive: true,
      addedBy: { id: people.admin },
      waiting: 0,
      dead: 0,
    });
    const path = `/api/slack/${channel.id}`;
    const answers = [
      created,
      await api("GET", path, { as: people.owner }),
      await api("GET", "/api/slack", { as: people.admin }),
      await api("PATCH", path, {
        as: people.admin,
        body: { channelName: "#won", isActive: false },
      }),
    ];
    expect(answers[2]?.body.channels).toHaveLength(1);
    expect(answers[3]?.body.channel).toMatchObject({ channelName: "#won", isActive: false });
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain("/services/");
    const stored = JSON.stringify([
      await db().slackIntegration.findMany(),
      await db().integrationLog.findMany(),
      await db()
        .auditLog.findMany()
        .then((rows) => rows.map(({ metadata }) => metadata)),
    ]);
    expect(stored).not.toContain("/services/");
    expect((await api("DELETE", path, { as: people.admin })).status).toBe(200);
    expect((await api("GET", path, { as: people.admin })).status).toBe(404);
  });

  it("leaves a trail of who changed what, and an entry in the log of integrations", async () => {
    const { id } = (await create()).body.channel;
    const path = `/api/slack/${id}`;
    const body = { events: ["deal.updated"] };
    await api("PATCH", path, { as: people.owner, body });
    await api("PATCH", path, { as: people.owner, body });
    await api("DELETE", path, { as: people.owner });
    const log = await db().auditLog.findMany({ where: { targetId: id }, orderBy: { seq: "asc" } });
    expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["slack.created", people.admin],
      ["slack.updated", people.owner],
      ["slack.deleted", people.owner],
    ]);
    const entries = await db().integrationLog.findMany({
      where: { metadata: { path: ["slackId"], equals: id } },
    });
    expect(entries.map(({ action }) => action).sort()).toEqual(["connected", "disconnected"]);
  });

  it("is refused to members, hidden from outsiders, and one's own without a team", async () => {
    expect((await create({}, { as: people.member })).status).toBe(403);
    expect((await create({}, { as: people.outsider })).status).toBe(422);
    const { id } = (await create()).body.channel;
    const patch = (as: string) =>
      api("PATCH", `/api/slack/${id}`, { as, body: { channelName: "#stolen" } });
    expect((await patch(people.viewer)).status).toBe(403);
    expect((await patch(people.outsider)).status).toBe(404);
    expect((await db().slackIntegration.findUniqueOrThrow({ where: { id } })).channelName).toBe(
      "#deals",
    );
    expect((await patch(people.owner)).status).toBe(200);
    const own = await create({ teamId: null }, { as: people.viewer });
    expect(own.body.channel).toMatchObject({ teamId: null });
    const { body } = await api("GET", "/api/slack", { as: people.viewer });
    expect(body.channels.map((channel: { id: string }) => channel.id)).toEqual([
      own.body.channel.id,
    ]);
  });

  it("is limited to twenty in a workspace, and has an address of its own there", async () => {
    const first = address();
    await create({ url: first });
    const again = await create({ url: first, channelName: "#again" });
    expect(again.body.errors).toEqual([
      { path: "url", message: "is already that of #deals: choose its events there" },
    ]);
    const answers = await Promise.all(Array.from({ length: 22 }, () => create()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(19);
    expect(await db().slackIntegration.count()).toBe(20);
  });

  it.each([
    [{ url: "https://hooks.slack.com/workflows/T/A/1/x" }, "url"],
    [{ url: "https://evil.example/services/T/B/x" }, "url"],
    [{ events: [] }, "events"],
    [{ events: ["deal.deleted"] }, "events.0"],
    [{ channelName: " " }, "channelName"],
  ])("is not added with %j, and nothing is posted", async (fields, path) => {
    const { status, body } = await create(fields);
    expect(status).toBe(422);
    expect(body.errors[0].path).toBe(path);
    expect(slack.requests).toEqual([]);
  });
});

describe("the test message", () => {
  const tryOut = (url: string, as = people.admin) =>
    api("POST", "/api/slack/test", { as, body: { url, teamId: team.id } });

  it("arrives before anything is saved, and is not posted again when that follows", async () => {
    const url = address();
    const { proof } = (await tryOut(url)).body;
    expect(slack.posted).toHaveLength(1);
    expect(slack.posted[0]?.flags).toEqual([]);
    expect(slack.posted[0]?.payload.text).toMatch(/^Test message from Sentinel, sent by Person/);
    expect(await db().slackIntegration.count()).toBe(0);
    expect((await create({ url, proof })).status).toBe(201);
    expect(slack.posted).toHaveLength(1);
  });

  it("is posted by saving where none was, or where it was another's, another address or too old", async () => {
    const user = people.admin;
    const proofs = [
      undefined,
      "x",
      proofOfTest(people.owner, address(), now),
      proofOfTest(user, address(), new Date(now.getTime() - 3_700_000)),
      `${now.getTime() + 9_000_000}.${proofOfTest(user, address(), now).split(".")[1]}`,
    ];
    for (const proof of proofs) expect((await create({ proof })).status).toBe(201);
    expect(slack.posted).toHaveLength(proofs.length);
  });

  it.each([
    ["gone", 422, /does not work: The app was removed/],
    ["forbidden", 422, /does not work: An administrator/],
    ["down", 503, /did not arrive\. Slack answered 500/],
    ["reset", 503, /did not arrive\. The connection was closed/],
  ])(
    "that does not arrive says why, and nothing is saved: %s",
    async (behaviour, status, detail) => {
      for (const answer of [
        await tryOut(address(behaviour)),
        await create({ url: address(behaviour) }),
      ]) {
        expect(answer.status).toBe(status);
        expect(answer.body.detail).toMatch(detail);
      }
      expect(await db().slackIntegration.count()).toBe(0);
    },
  );

  it("to a saved channel says what came of it, and switches off one that is gone", async () => {
    const good = await planted();
    const sent = await api("POST", `/api/slack/${good}/test`, { as: people.owner });
    expect(sent.body).toMatchObject({ hasArrived: true, reason: null });
    expect(sent.body.channel.lastPostAt).not.toBeNull();
    const gone = await planted("gone");
    const { body } = await api("POST", `/api/slack/${gone}/test`, { as: people.owner });
    expect(body).toMatchObject({
      hasArrived: false,
      reason: expect.stringContaining("no_service"),
      channel: { isActive: false, disabledReason: expect.stringContaining("no_service") },
    });
  });

  it("waits for the channel's turn: it takes one message a second", async () => {
    const id = await planted();
    await api("POST", `/api/slack/${id}/test`, { as: people.owner });
    await api("POST", `/api/slack/${id}/test`, { as: people.owner });
    const [first, second] = slack.posted;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(950);
  });
});

describe("a channel with another address", () => {
  it("is switched on again once a test message has arrived there, and not before", async () => {
    const id = await planted("gone");
    await api("POST", `/api/slack/${id}/test`, { as: people.owner });
    const move = (url: string) =>
      api("PATCH", `/api/slack/${id}`, { as: people.owner, body: { url } });
    expect((await move(address("archived"))).status).toBe(422);
    expect((await db().slackIntegration.findUniqueOrThrow({ where: { id } })).isActive).toBe(false);
    const { body } = await move(address());
    expect(body.channel).toMatchObject({ isActive: true, disabledReason: null });
    expect(slack.posted).toHaveLength(1);
  });

  it("whose key is lost is still listed, and can be given a new one", async () => {
    const id = await planted();
    await db().slackIntegration.update({
      where: { id },
      data: { webhookUrl: seal("x", "slack.webhook_url").replace(".k1.", ".gone.") },
    });
    const { body } = await api("GET", "/api/slack", { as: people.owner });
    expect(body.channels).toMatchObject([{ id, url: "••••" }]);
    const moved = await api("PATCH", `/api/slack/${id}`, {
      as: people.owner,
      body: { url: address() },
    });
    expect(moved.status).toBe(200);
  });
});
