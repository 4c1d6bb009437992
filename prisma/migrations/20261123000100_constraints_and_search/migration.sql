-- What the Prisma schema cannot say. Names begin with "manual_" so that db:diff leaves them alone.

-- Uniqueness of addresses ignores case because they are stored in one case only.
ALTER TABLE "User" ADD CONSTRAINT "manual_user_email_lower" CHECK (email = lower(email));
ALTER TABLE "TeamInvite" ADD CONSTRAINT "manual_invite_email_lower" CHECK (email = lower(email));

-- A workspace id that disagrees with the owner columns would put a row into somebody else's scope.
ALTER TABLE "Deal" ADD CONSTRAINT "manual_deal_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "Contact" ADD CONSTRAINT "manual_contact_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "Meeting" ADD CONSTRAINT "manual_meeting_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "Webhook" ADD CONSTRAINT "manual_webhook_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "SlackIntegration" ADD CONSTRAINT "manual_slack_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "RiskPolicy" ADD CONSTRAINT "manual_policy_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "RiskNorms" ADD CONSTRAINT "manual_norms_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "manual_rate_workspace" CHECK ("workspaceId" = COALESCE("teamId", "userId"));

ALTER TABLE "Deal" ADD CONSTRAINT "manual_deal_open" CHECK ("isOpen" = (stage NOT IN ('closed_won', 'closed_lost')));
ALTER TABLE "Deal" ADD CONSTRAINT "manual_deal_closed_at" CHECK ("isOpen" = ("closedAt" IS NULL));
ALTER TABLE "Deal" ADD CONSTRAINT "manual_deal_value" CHECK (value >= 0);
ALTER TABLE "Deal" ADD CONSTRAINT "manual_deal_name" CHECK (name <> '');
ALTER TABLE "Deal" ADD CONSTRAINT "manual_deal_score" CHECK ("riskScore" BETWEEN 0 AND 1);
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "manual_rate_positive" CHECK (rate > 0);
ALTER TABLE "Meeting" ADD CONSTRAINT "manual_meeting_order" CHECK ("endsAt" >= "startsAt");

-- The audit trail can only grow. Rows leave by one way: a cascade, while an account or the demo data is
-- being erased, which the erasing transaction announces with SET LOCAL sentinel.erasing = 'on'.
CREATE FUNCTION manual_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 AND current_setting('sentinel.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER manual_append_only BEFORE UPDATE OR DELETE ON "DealTimeline"
  FOR EACH ROW EXECUTE FUNCTION manual_refuse_change();
CREATE TRIGGER manual_append_only_truncate BEFORE TRUNCATE ON "DealTimeline"
  FOR EACH STATEMENT EXECUTE FUNCTION manual_refuse_change();

-- A stored assessment names the policy version and the norms that made it, so neither may change.
CREATE FUNCTION manual_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed: write a new version', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER manual_immutable BEFORE UPDATE ON "RiskPolicy"
  FOR EACH ROW EXECUTE FUNCTION manual_refuse_update();
CREATE TRIGGER manual_immutable BEFORE UPDATE ON "RiskNorms"
  FOR EACH ROW EXECUTE FUNCTION manual_refuse_update();

-- Lists sorted by a column that may be empty put the empty ones last, in both directions.
CREATE INDEX "manual_deal_close_date" ON "Deal" ("workspaceId", "isOpen", (COALESCE("expectedCloseOn", DATE '9999-12-31')), id);
CREATE INDEX "manual_deal_last_activity" ON "Deal" ("workspaceId", "isOpen", (COALESCE("lastActivityAt", TIMESTAMPTZ '-infinity')) DESC, id);

-- The refresh by time asks only for open deals whose result has run out.
CREATE INDEX "manual_deal_risk_due" ON "Deal" ("riskValidUntil", id)
  WHERE "isOpen" AND "deletedAt" IS NULL AND "riskValidUntil" IS NOT NULL;

-- Search folds case once, at write time. pg_trgm ships with PostgreSQL but a hosted server may not
-- offer it: then search works by sequential comparison, without tolerance for typing errors.
ALTER TABLE "Deal" ADD COLUMN "searchText" text GENERATED ALWAYS AS (
  lower(name || ' ' || COALESCE(company, '') || ' ' || COALESCE("companyDomain", '') || ' ' ||
        COALESCE("contactName", '') || ' ' || COALESCE("contactEmail", ''))
) STORED;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX "manual_deal_search" ON "Deal" USING gin ("searchText" gin_trgm_ops);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'pg_trgm not created: missing privilege';
END
$$;

-- Digits after the decimal point of a currency's minor unit, by ISO 4217. The application keeps the
-- same table (src/lib/platform/money.ts); a test compares the two.
CREATE FUNCTION manual_currency_digits(code text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
    WHEN code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
    WHEN code IN ('CLF', 'UYW') THEN 4
    ELSE 2
  END
$$;

-- Deals that still exist, with their value in the workspace's own currency (minor units): null when
-- there is no rate, so that sums leave those out and counts can say how many.
CREATE VIEW "DealInBase" AS
SELECT d.id, d."workspaceId", d."userId", d."assignedToId", d.stage, d."isOpen", d.value, d.currency,
  d."riskBand", d."riskScore", d."expectedCloseOn", d."stageEnteredAt", d."createdAt", d."closedAt",
  COALESCE(t.currency, u.currency) AS "baseCurrency",
  CASE
    WHEN d.currency = COALESCE(t.currency, u.currency) THEN d.value::numeric
    ELSE round(d.value * r.rate * 10::numeric ^
      (manual_currency_digits(COALESCE(t.currency, u.currency)) - manual_currency_digits(d.currency)))
  END AS base
FROM "Deal" d
JOIN "User" u ON u.id = d."userId"
LEFT JOIN "Team" t ON t.id = d."teamId"
LEFT JOIN "ExchangeRate" r ON r."workspaceId" = d."workspaceId" AND r.currency = d.currency
WHERE d."deletedAt" IS NULL;
