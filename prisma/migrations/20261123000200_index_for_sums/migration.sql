-- Sums over a whole pipeline (totals of a list, the pipeline by stage and band) read this index alone:
-- the rows themselves are ten times as large.
CREATE INDEX "manual_deal_sums" ON "Deal" ("workspaceId", "isOpen")
  INCLUDE (currency, value, stage, "riskBand") WHERE "deletedAt" IS NULL;
