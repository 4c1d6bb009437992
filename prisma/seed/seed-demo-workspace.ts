import type { Db, Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import { calibrateWorkspace } from "#lib/risk/store/calibrate-workspace.ts";
import { computeNorms } from "#lib/risk/store/compute-norms.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { recomputeRisk } from "#lib/risk/store/recompute-risk.ts";
import { buildCompany, type CompanyPlan } from "./build-company.ts";
import { notificationsOf, settingsOf } from "./notifications.ts";
import { PLANS } from "./plans.ts";
import { createRandom } from "./random.ts";
import { riskHistory } from "./risk-history.ts";

/** Nobody else may use this number for an advisory lock. */
const LOCK = 7_320_001;
const LONGEST_MS = 120_000;
/** The companies joined, and bought their software, this long ago. */
const MEMBER_DAYS = 400;

/**
 * Loads the two generated companies, all of them or nothing, unless they are there already. Everything
 * follows from a fixed seed and `now`; starts at the same time wait for each other.
 *
 * @throws Error when real people or teams use the demo's addresses or names.
 */
export async function seedDemoWorkspace(client: Db, now: Date): Promise<{ created: boolean }> {
  return client.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
      const slugs = PLANS.map(({ team }) => team.slug);
      const team = await tx.team.findFirst({
        where: { slug: { in: slugs } },
        orderBy: { isDemo: "asc" },
        select: { isDemo: true, name: true },
      });
      if (team?.isDemo) return { created: false };
      if (team) throw new Error(`The demo cannot be loaded: there is a real team "${team.name}".`);
      for (const plan of PLANS) await insertCompany(tx, plan, now);
      return { created: true };
    },
    { timeout: LONGEST_MS, maxWait: LONGEST_MS },
  );
}

async function insertCompany(tx: Tx, plan: CompanyPlan, now: Date): Promise<void> {
  await insertPeople(tx, plan, now);
  const { team, sellers } = plan;
  const scope = { workspaceId: team.id, teamId: team.id };
  const { stories, contacts, links } = buildCompany(plan, now.getTime());
  await insertRows(
    tx,
    "Deal",
    stories.map(({ deal }) => deal),
  );
  await insertRows(
    tx,
    "DealEvent",
    stories.flatMap(({ events }) => events),
  );
  await insertRows(
    tx,
    "DealTimeline",
    stories.flatMap(({ timeline }) => timeline),
  );
  await insertRows(
    tx,
    "Meeting",
    stories.flatMap(({ meetings }) => meetings),
  );
  const createdAt = joinedAt(now);
  await insertRows(
    tx,
    "Contact",
    contacts.map(({ person, company }) => ({
      ...person,
      ...scope,
      userId: sellers[0].id,
      company: company.name,
      isDemo: true,
      createdAt,
      updatedAt: createdAt,
    })),
  );
  await insertRows(tx, "DealContact", links);

  const computed = await computeNorms(tx, team.id, now);
  const norms = { ...computed, calibration: await calibrateWorkspace(tx, team.id, computed, now) };
  await tx.riskNorms.create({
    data: { workspaceId: team.id, teamId: team.id, computedAt: now, data: norms },
  });
  const ids = stories.map(({ deal }) => deal.id);
  const newId = createRandom(plan.seed + 2).id;
  const loaded = await loadRiskInputs(tx, ids, now);
  const snapshots = loaded.flatMap((deal) => riskHistory(deal, newId));
  await insertRows(tx, "RiskSnapshot", snapshots);
  await recomputeRisk(tx, ids, { now, cause: "time" });
  // Whatever is overdue as the demo begins has been told of in the story, or long ago.
  await tx.$executeRaw`
    UPDATE "Deal" SET "overdueToldFor" = CASE WHEN "actionDueAt" <= ${now} THEN "actionDueAt" END,
      "snoozedBand" = CASE WHEN "snoozedUntil" IS NOT NULL THEN "riskBand" END
    WHERE id = ANY(${ids})`;
  await tx.notificationSettings.createMany({ data: settingsOf(plan) });
  await insertRows(tx, "Notification", notificationsOf(plan, stories, snapshots, { now, newId }));
}

async function insertPeople(tx: Tx, plan: CompanyPlan, now: Date): Promise<void> {
  const { team, members, currencies } = plan;
  const createdAt = joinedAt(now);
  await tx.user.createMany({
    data: members.map(({ id, email, name }) => ({
      id,
      email,
      name,
      timezone: team.timezone,
      currency: team.currency,
      isDemo: true,
      createdAt,
    })),
  });
  await tx.team.create({ data: { ...team, isDemo: true, createdAt } });
  await tx.teamMember.createMany({
    data: members.map(({ id, role }) => ({ teamId: team.id, userId: id, role, createdAt })),
  });
  await tx.exchangeRate.createMany({
    data: currencies.map(({ code, rate }) => ({
      workspaceId: team.id,
      teamId: team.id,
      currency: code,
      rate,
      updatedAt: now,
    })),
  });
}

function joinedAt(now: Date): Date {
  return new Date(now.getTime() - MEMBER_DAYS * DAY_MS);
}
