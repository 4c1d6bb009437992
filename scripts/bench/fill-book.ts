import pg from "pg";

export const BENCH_TEAM = "team_bench";
export const BENCH_USER = "user_bench";

/** Events of an open deal, oldest first; every kind that the engine looks at is there. */
const OPEN_EVENTS = [
  "deal_created",
  "email_sent",
  "email_received",
  "call",
  "next_step_changed",
  "email_sent",
  "email_received",
  "meeting_scheduled",
  "meeting_held",
  "stage_changed",
  "proposal_sent",
  "email_received",
  "close_date_changed",
  "note",
  "call",
  "email_sent",
  "email_received",
  "competitor_mentioned",
  "email_sent",
  "email_sent",
];
/** A won deal passes every stage; the last event closes it. */
const CLOSED_EVENTS = [
  "deal_created",
  "email_sent",
  "email_received",
  "stage_changed",
  "call",
  "stage_changed",
  "email_received",
  "stage_changed",
];

/**
 * One team with so many open and closed deals, written by the database itself from a fixed seed. The
 * slower way (indexes in place, foreign keys checked row by row) takes ten times as long.
 */
export async function fillBook(
  databaseUrl: string,
  { open, closed, now }: { open: number; closed: number; now: Date },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query("SET max_parallel_workers_per_gather = 0");
    await client.query("SELECT setseed(0.42)");
    const indexes = await dropIndexes(client);
    await client.query(PEOPLE);
    await client.query("SELECT set_config('bench.now', $1, false)", [now.toISOString()]);
    await client.query(PLOTS, [open, open + closed]);
    await client.query(DEALS);
    await client.query(EVENTS, [OPEN_EVENTS, CLOSED_EVENTS]);
    await client.query("DROP TABLE plot");
    for (const definition of indexes) await client.query(definition);
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename IN ('Deal', 'DealEvent') AND schemaname = 'public' AND indexname NOT LIKE '%_pkey'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${client.escapeIdentifier(name)}`);
  return rows.map(({ definition }) => definition);
}

const PEOPLE = `
  WITH person AS (
    INSERT INTO "User" (id, email, name, timezone, currency, "updatedAt")
    VALUES ('${BENCH_USER}', 'bench@example.test', 'Bench', 'Europe/Berlin', 'EUR', now())
  ), team AS (
    INSERT INTO "Team" (id, name, slug, timezone, currency, "updatedAt")
    VALUES ('${BENCH_TEAM}', 'Bench', 'bench', 'Europe/Berlin', 'EUR', now())
  ), rate AS (
    INSERT INTO "ExchangeRate" (id, "workspaceId", "teamId", currency, rate, "updatedAt")
    VALUES ('rate_bench', '${BENCH_TEAM}', '${BENCH_TEAM}', 'USD', 0.9, now())
  )
  INSERT INTO "TeamMember" (id, "teamId", "userId", role, "updatedAt")
  VALUES ('member_bench', '${BENCH_TEAM}', '${BENCH_USER}', 'owner', now())`;

/** What is drawn by lot for each deal, before it becomes rows. */
const PLOTS = `
  CREATE TEMP TABLE plot AS
  SELECT n, 'c' || substr(md5('deal' || n), 1, 24) AS id, n <= $1 AS open,
    ended - random() * 70 * interval '1 day' - interval '10 days' AS begun, ended,
    random() AS luck, random() AS word, (exp(random() * 6) * 100000)::bigint AS value
  FROM (
    SELECT n, current_setting('bench.now')::timestamptz - interval '1 day' * CASE
      WHEN n <= $1 THEN random() * 40 ELSE random() * 700 END AS ended
    FROM generate_series(1, $2::int) n
  ) drawn`;

/** "Group" is in half of the names; each number is in one. */
const DEALS = `
  INSERT INTO "Deal" (id, "workspaceId", "userId", "teamId", name, company, "companyDomain",
    "contactName", "contactEmail", stage, "isOpen", value, currency, "expectedCloseOn", "nextStep",
    "nextStepDueOn", "stageEnteredAt", "lastActivityAt", "closedAt", "createdAt", "updatedAt",
    "riskScore", "riskBand", "riskReasons", "riskComputedAt", priority)
  SELECT id, '${BENCH_TEAM}', '${BENCH_USER}', '${BENCH_TEAM}',
    (ARRAY['Expansion', 'Renewal', 'Pilot', 'Rollout', 'Licences', 'Support'])[1 + n % 6] || ' ' || n,
    stem || kind, lower(stem) || n % 9973 || '.example', 'Person ' || stem,
    'buyer' || n || '@' || lower(stem) || '.example',
    (CASE WHEN NOT open THEN CASE WHEN luck < 0.5 THEN 'closed_won' ELSE 'closed_lost' END
      WHEN n % 3 = 0 THEN 'discovery' WHEN n % 3 = 1 THEN 'proposal' ELSE 'negotiation' END)::"Stage",
    open, value, CASE WHEN n % 7 = 0 THEN 'USD' ELSE 'EUR' END,
    (ended + interval '1 day' * (n % 60))::date,
    CASE WHEN n % 4 > 0 THEN 'Call them' END,
    CASE WHEN n % 4 > 1 THEN (ended + interval '1 day' * (n % 50))::date END,
    begun + (ended - begun) * CASE WHEN open THEN 0.45 ELSE 1 END, ended,
    CASE WHEN open THEN NULL ELSE ended END, begun, ended,
    CASE WHEN open THEN luck ELSE 0 END,
    (CASE WHEN NOT open OR luck < 0.4 THEN 'low' WHEN luck < 0.7 THEN 'medium' ELSE 'high' END)::"Band",
    ARRAY['Made up for measuring'], ended, CASE WHEN open THEN luck * luck ELSE 0 END
  FROM plot, LATERAL (
    SELECT initcap(substr(translate(md5('stem' || n % 20011), '0123456789', 'ghijklmnop'), 1, 7)) AS stem,
      CASE WHEN word < 0.5 THEN ' Group' WHEN word < 0.7 THEN ' Logistics' ELSE ' Foods' END AS kind
  ) names`;

/** Evenly over the deal's life; each k-th entry of a list is the k-th twentieth (or eighth) of it. */
const EVENTS = `
  INSERT INTO "DealEvent" (id, "dealId", type, direction, "occurredAt", "recordedAt", source,
    "actorId", payload)
  SELECT 'c' || substr(md5('event' || n || '.' || k), 1, 24), id, type::"DealEventType",
    (CASE type WHEN 'email_sent' THEN 'outbound' WHEN 'proposal_sent' THEN 'outbound'
      WHEN 'email_received' THEN 'inbound' WHEN 'call' THEN 'two_way'
      WHEN 'meeting_scheduled' THEN 'two_way' WHEN 'meeting_held' THEN 'two_way' END)::"Direction",
    at, at, 'manual', '${BENCH_USER}',
    CASE type
      WHEN 'deal_created' THEN jsonb_build_object('stage', 'discovery', 'value',
        jsonb_build_object('minor', value::text, 'currency', 'EUR'))
      WHEN 'stage_changed' THEN CASE
        WHEN open THEN jsonb_build_object('from', 'discovery', 'to', 'proposal')
        WHEN k = 4 THEN jsonb_build_object('from', 'discovery', 'to', 'proposal')
        WHEN k = 6 THEN jsonb_build_object('from', 'proposal', 'to', 'negotiation')
        ELSE jsonb_build_object('from', 'negotiation', 'to',
          CASE WHEN luck < 0.5 THEN 'closed_won' ELSE 'closed_lost' END) END
      WHEN 'close_date_changed' THEN jsonb_build_object('from', at::date, 'to', at::date + 14)
      WHEN 'next_step_changed' THEN jsonb_build_object(
        'from', jsonb_build_object('text', NULL, 'dueOn', NULL),
        'to', jsonb_build_object('text', 'Call them', 'dueOn', at::date + 5))
      WHEN 'meeting_scheduled' THEN jsonb_build_object('startsAt', at + interval '3 days')
      ELSE jsonb_build_object('note', 'A line or two about what was said, as people write them')
    END
  FROM plot
  CROSS JOIN LATERAL unnest(CASE WHEN open THEN $1::text[] ELSE $2::text[] END) WITH ORDINALITY
    AS listed(type, k)
  CROSS JOIN LATERAL (
    SELECT begun + (ended - begun) * (k - 1) / CASE WHEN open THEN 20 ELSE 7 END AS at
  ) moment`;
