import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { allRoutes } from "./routes.ts";

const now = new Date();
let team: Team;
let owner: string;
let viewer: string;
let outsider: string;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  const people = await Promise.all([1, 2, 3].map(() => createUser({ isDemo: true })));
  const [first, second, third] = people as [
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
  ];
  await contextOf(first, { now, team, role: "owner" });
  await contextOf(second, { now, team, role: "viewer" });
  [owner, viewer, outsider] = [first.id, second.id, third.id];
});

const create = (fields: Record<string, unknown> = {}) =>
  api("POST", "/api/deals", { as: owner, body: { name: "Acme", teamId: team.id, ...fields } });

describe("the list of routes", () => {
  it("names every route file of this folder, and each under the path of its file", async () => {
    const files = (await readdir(import.meta.dirname, { recursive: true })).filter(
      (file) => /(^|\/)route\.ts$/.test(file) && !file.startsWith("[...path]"),
    );
    const paths = files
      .map((file) => `/api/${file.replace(/\/?route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`)
      .filter((path) => path !== "/api/openapi.json");
    expect(new Set(allRoutes().map(({ path }) => path))).toEqual(new Set(paths));
  });
});

describe("the OpenAPI document", () => {
  it("describes every route with its errors, and itself", async () => {
    const { body } = await api("GET", "/api/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    for (const { path, method } of allRoutes()) {
      const operation = body.paths[path][method.toLowerCase()];
      expect(operation.summary, path).toBeTruthy();
      expect(operation.responses.default.content).toHaveProperty(["application/problem+json"]);
    }
  });
});

describe("a caller without credentials", () => {
  it("gets 401 as a problem, with the request's id", async () => {
    const { status, headers, body } = await api("GET", "/api/deals");
    expect(status).toBe(401);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ success: false, code: "unauthenticated" });
    expect(headers.get("x-request-id")).toBe(body.requestId);
  });

  it("gets in with no forged, expired or foreign token", async () => {
    for (const token of ["x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyXzEifQ."]) {
      const { status } = await api("GET", "/api/deals", {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(status).toBe(401);
    }
  });
});

describe("a deal over REST", () => {
  it("is created, read, changed, found and deleted", async () => {
    const created = await create({ value: 50_000.25, currency: "USD", company: "Acme GmbH" });
    expect(created.status).toBe(201);
    const { id } = created.body.deal;
    const read = await api("GET", `/api/deals/${id}`, { as: viewer });
    expect(read.body.deal.value).toBe(50_000.25);
    expect(read.body.risk.factors).toHaveLength(6);
    const changed = await api("PATCH", `/api/deals/${id}`, {
      as: owner,
      body: { stage: "proposal", expectedCloseOn: "2027-02-28", version: 1 },
    });
    expect(changed.body.deal).toMatchObject({ stage: "proposal", expectedCloseOn: "2027-02-28" });
    const found = await api("GET", "/api/deals/search?q=acme", { as: owner });
    expect(found.body.deals.map((deal: { id: string }) => deal.id)).toContain(id);
    expect((await api("DELETE", `/api/deals/${id}`, { as: owner })).status).toBe(200);
    expect((await api("GET", `/api/deals/${id}`, { as: owner })).status).toBe(404);
  });

  it("answers 409 to an edit of an old version, 403 to a role that may not, 404 to outsiders", async () => {
    const { id } = (await create()).body.deal;
    const patch = (as: string, version: number) =>
      api("PATCH", `/api/deals/${id}`, { as, body: { name: "New", version } });
    expect((await patch(owner, 7)).body.code).toBe("conflict");
    expect((await patch(viewer, 1)).status).toBe(403);
    expect((await patch(outsider, 1)).status).toBe(404);
    expect((await api("GET", `/api/deals/${id}/risk`, { as: outsider })).status).toBe(404);
    expect((await api("GET", `/api/deals/${id}/events`, { as: outsider })).status).toBe(404);
    expect((await patch(owner, 1)).status).toBe(200);
  });

  it("takes touchpoints and answers with the changed risk", async () => {
    const { id } = (await create()).body.deal;
    const logged = await api("POST", `/api/deals/${id}/events`, {
      as: owner,
      body: { type: "email_received", note: "Looks good" },
    });
    expect(logged.status).toBe(201);
    expect(logged.body.event).toMatchObject({ type: "email_received", direction: "inbound" });
    const { body } = await api("GET", `/api/deals/${id}/events?limit=1`, { as: owner });
    expect(body.events).toHaveLength(1);
    expect(body.nextCursor).toBeTruthy();
    const next = await api("GET", `/api/deals/${id}/events?cursor=${body.nextCursor}`, {
      as: owner,
    });
    expect(next.body.events.map((event: { type: string }) => event.type)).toEqual(["deal_created"]);
  });
});

describe("a CSV over REST", () => {
  const csv =
    "Opportunity ID,Name,Stage,Amount,Close Date\n1,Acme,Proposal,1000,2027-01-31\n2,Beta,Nonsense,5,2027-01-31\n";
  const upload = (as: string, raw: BodyInit, headers: Record<string, string> = {}) =>
    api("POST", `/api/deals/import?workspaceId=${team.id}`, { as, raw, headers });

  it("is imported once, with a reason for every row that is left out", async () => {
    const first = await upload(owner, csv, { "content-type": "text/csv" });
    expect(first.body).toMatchObject({ success: true, created: 1, skipped: 1 });
    expect(first.body.errors).toEqual([
      { row: 3, column: "Stage", message: expect.stringContaining("Nonsense") },
    ]);
    const form = new FormData();
    form.set("file", new Blob([csv]), "deals.csv");
    const second = await upload(owner, form);
    expect(second.body).toMatchObject({ created: 0, unchanged: 1, skipped: 1 });
  });

  it("is refused to viewers, to outsiders, when it is empty and when it is no table", async () => {
    expect((await upload(viewer, csv)).status).toBe(403);
    expect((await upload(outsider, csv)).status).toBe(404);
    expect((await upload(owner, "")).status).toBe(422);
    expect((await upload(owner, new Uint8Array(2_000).fill(7))).status).toBe(422);
  });
});

describe("bad input", () => {
  it("is refused with the field and what is wrong with it", async () => {
    for (const [body, path] of [
      [{ name: "" }, "name"],
      [{ name: "A", value: -1 }, "value"],
      [{ name: "A", value: "ten" }, "value"],
      [{ name: "A", currency: "EURO" }, "currency"],
      [{ name: "A", stage: "won" }, "stage"],
      [{ name: "A", expectedCloseOn: "2026-02-30" }, "expectedCloseOn"],
      [{ name: "A", contactEmail: "nobody" }, "contactEmail"],
      [{ name: "A\u0000B" }, "name"],
      [{ name: "A", nextStep: "\ud800" }, "nextStep"],
      [{ name: "A", teamId: "another-team" }, "teamId"],
    ] as const) {
      const answer = await api("POST", "/api/deals", { as: owner, body });
      expect(answer.status, JSON.stringify(body)).toBe(422);
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
      expect(answer.body.errors[0].message).not.toMatch(/zod|prisma|undefined/i);
    }
  });

  it("is told apart: not JSON, not said to be JSON, too large", async () => {
    const json = { "content-type": "application/json" };
    const post = (raw: BodyInit, headers: Record<string, string>) =>
      api("POST", "/api/deals", { as: owner, raw, headers });
    expect((await post("{", json)).body.code).toBe("malformed_request");
    expect((await post('{"name":"A"}', { "content-type": "text/plain" })).status).toBe(415);
    const chunks = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
    });
    expect((await post(chunks, json)).status).toBe(413);
  });

  it("in a query is refused as well", async () => {
    for (const query of [
      "limit=0",
      "limit=101",
      "sort=password",
      "band=huge",
      "cursor=abc",
      "minValue=x",
    ]) {
      const { status } = await api("GET", `/api/deals?${query}`, { as: owner });
      expect([400, 422], query).toContain(status);
    }
  });
});

describe("a POST with an Idempotency-Key", () => {
  const send = (key: string, body: unknown) =>
    api("POST", "/api/deals", { as: owner, body, headers: { "idempotency-key": key } });

  it("happens once, however often it is sent, also at the same moment", async () => {
    const body = { name: "Once", teamId: team.id };
    const answers = await Promise.all(Array.from({ length: 5 }, () => send("key-1", body)));
    const created = answers.filter(({ status }) => status === 201);
    expect(created.length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const again = await send("key-1", body);
    expect(again.body).toEqual(created[0]?.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await db().deal.count({ where: { name: "Once" } })).toBe(1);
  });

  it("is refused with another body under the same key, and with a key that is too long", async () => {
    await send("key-2", { name: "One" });
    expect((await send("key-2", { name: "Two" })).body.code).toBe("idempotency_mismatch");
    expect((await send("k".repeat(256), { name: "One" })).status).toBe(422);
  });

  it("may be sent again after it failed", async () => {
    expect((await send("key-3", { name: "" })).status).toBe(422);
    expect((await send("key-3", { name: "Now right" })).status).toBe(201);
  });
});

describe("scheduled work", () => {
  it("runs for the scheduler's secret only", async () => {
    const run = (secret: string) =>
      api("GET", "/api/cron/refresh-risk", { headers: { authorization: `Bearer ${secret}` } });
    expect((await run("wrong")).status).toBe(401);
    const { status, body } = await run("a-cron-secret-for-tests");
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true, remaining: false });
  });
});

describe("health", () => {
  it("says what is degraded, to anybody, without a secret in it", async () => {
    const { status, body } = await api("GET", "/api/health");
    expect(status).toBe(200);
    expect(body.health).toMatchObject({ database: "ok", redis: "off", signIn: "demo" });
    expect(JSON.stringify(body)).not.toMatch(/postgres|secret-that/);
  });
});

describe("who am I", () => {
  it("names the person and their teams", async () => {
    const { body } = await api("GET", "/api/auth/me", { as: viewer });
    expect(body.teams).toEqual([
      { id: team.id, name: "Northwind", slug: team.slug, role: "viewer" },
    ]);
  });
});
