import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { DEAL_SORTS } from "#lib/deals/schema.ts";
import { STAGES } from "#lib/deals/stages.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

/** Set HOSTILE_REQUESTS to send more. */
const RUNS = Number(process.env.HOSTILE_REQUESTS ?? 400);

let attacker: string;
let victimDeal: string;
let ownDeal: string;
let victimTeam: string;

beforeAll(async () => {
  const now = new Date();
  const team = await createTeam({ name: "Victims" });
  victimTeam = team.id;
  const victim = await createUser({ isDemo: true });
  await contextOf(victim, { now, team, role: "owner" });
  attacker = (await createUser({ isDemo: true })).id;
  const make = async (as: string, body: object) =>
    (await api("POST", "/api/deals", { as, body })).body.deal.id as string;
  victimDeal = await make(victim.id, { name: "SECRET-OF-VICTIM", teamId: team.id, value: 1 });
  ownDeal = await make(attacker, { name: "Own", value: 1 });
});

const text = () =>
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constantFrom(
      "",
      "' OR 1=1 --",
      '"; DROP TABLE "Deal"; --',
      "%",
      "_%\\",
      "\u0000",
      "\ud800",
      "../../etc/passwd",
      "#{7*7}",
      "NaN",
      "-0",
      "1e309",
      "9".repeat(400),
      "2026-02-30",
      "+010000-01-01T00:00:00Z",
      "0000-01-01T00:00:00Z",
      "9999-12-31T23:59:59.999Z",
      "me",
      victimDeal,
      victimTeam,
    ),
  );
const anything = () =>
  fc.oneof(text(), fc.anything({ maxDepth: 2 }), fc.double(), fc.bigInt().map(String));
const id = () =>
  fc.oneof(
    fc.constantFrom("own", "victim"),
    text().filter(
      (value) => value !== "" && value !== "." && value !== ".." && !value.includes("/"),
    ),
  );
const idText = (value: string) =>
  value === "own" ? ownDeal : value === "victim" ? victimDeal : value;
const wellFormed = (value: string) => encodeURIComponent(value.toWellFormed());

const body = () =>
  fc.oneof(
    anything(),
    fc.record(
      {
        name: anything(),
        value: anything(),
        currency: fc.oneof(anything(), fc.constantFrom("USD", "JPY", "KWD")),
        stage: fc.oneof(anything(), fc.constantFrom(...STAGES)),
        teamId: anything(),
        assigneeId: anything(),
        expectedCloseOn: anything(),
        nextStep: anything(),
        version: anything(),
        type: fc.oneof(anything(), fc.constantFrom("call", "meeting_scheduled")),
        occurredAt: anything(),
        startsAt: anything(),
        direction: anything(),
        externalId: anything(),
        userId: anything(),
        workspaceId: anything(),
        riskScore: anything(),
        body: fc.oneof(
          anything(),
          fc.constantFrom(victimDeal, attacker).map((name) => `@[${name}]`),
        ),
        ids: fc.oneof(
          anything(),
          fc.array(fc.oneof(text(), fc.constantFrom(victimDeal, ownDeal)), { maxLength: 4 }),
        ),
        versions: fc.oneof(anything(), fc.dictionary(text(), anything(), { maxKeys: 3 })),
        action: fc.oneof(
          anything(),
          fc.record({
            type: fc.constantFrom("assign", "stage", "delete", "restore", "x"),
            assigneeId: anything(),
            stage: fc.oneof(anything(), fc.constantFrom(...STAGES)),
          }),
        ),
      },
      { requiredKeys: [] },
    ),
  );

/** Of the form that is given out, with any content. */
const cursor = () =>
  fc
    .tuple(fc.oneof(text(), fc.double().map(String), fc.date().map(String)), text())
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString("base64url"));

const query = () =>
  fc
    .dictionary(
      fc.constantFrom(
        "stage",
        "band",
        "q",
        "sort",
        "order",
        "limit",
        "cursor",
        "status",
        "owner",
        "teamId",
        "minValue",
        "maxValue",
        "changed",
        "closed",
        "slipped",
        "at",
        "known",
        "source",
      ),
      fc.oneof(text(), cursor(), fc.constantFrom(...DEAL_SORTS, "asc", "high", "all", "50")),
      { maxKeys: 5 },
    )
    .map((pairs) =>
      Object.entries(pairs)
        .map(([key, value]) => `${key}=${wellFormed(value)}`)
        .join("&"),
    );

const request = () =>
  fc.oneof(
    fc.tuple(
      fc.constant("GET"),
      query().map((q) => `/api/deals?${q}`),
      fc.constant(undefined),
    ),
    fc.tuple(
      fc.constant("GET"),
      query().map((q) => `/api/deals/search?${q}`),
      fc.constant(undefined),
    ),
    fc.tuple(fc.constant("POST"), fc.constant("/api/deals"), body()),
    fc.tuple(fc.constant("POST"), fc.constant("/api/deals/bulk"), body()),
    ...["", "/events", "/risk", "/comments"].map((tail) =>
      fc.tuple(
        fc.constant("GET"),
        fc.tuple(id(), query()).map(([key, q]) => `/api/deals/:${key}${tail}?${q}`),
        fc.constant(undefined),
      ),
    ),
    fc.tuple(
      fc.constant("PATCH"),
      id().map((key) => `/api/deals/:${key}`),
      body(),
    ),
    ...["/events", "/comments", "/restore"].map((tail) =>
      fc.tuple(
        fc.constant("POST"),
        id().map((key) => `/api/deals/:${key}${tail}`),
        body(),
      ),
    ),
  );

function toPath(path: string): string {
  const match = /^\/api\/deals\/:(.*?)(\/events|\/risk|\/comments|\/restore)?(\?.*)?$/s.exec(path);
  if (!match) return path;
  return `/api/deals/${wellFormed(idText(match[1] ?? ""))}${match[2] ?? ""}${match[3] ?? ""}`;
}

describe("generated requests", () => {
  it("are answered without a server error, in the documented shape, and show nothing of other tenants", async () => {
    await fc.assert(
      fc.asyncProperty(request(), async ([method, path, payload]) => {
        const answer = await api(method, toPath(path), {
          as: attacker,
          ...(payload === undefined
            ? {}
            : {
                raw:
                  JSON.stringify(payload, (_, value) =>
                    typeof value === "bigint" ? String(value) : value,
                  ) ?? "",
                headers: { "content-type": "application/json" },
              }),
        });
        expect(answer.status).toBeLessThan(500);
        expect(JSON.stringify(answer.body)).not.toContain("SECRET-OF-VICTIM");
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    const untouched = await db().deal.findUniqueOrThrow({ where: { id: victimDeal } });
    expect(untouched).toMatchObject({ name: "SECRET-OF-VICTIM", version: 1 });
    expect(await db().dealEvent.count({ where: { dealId: victimDeal } })).toBe(1);
    expect(await db().deal.count({ where: { teamId: victimTeam } })).toBe(1);
  }, 600_000);
});
