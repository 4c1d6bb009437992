-- What the Prisma schema cannot say. Names begin with "manual_" so that db:diff leaves them alone.

-- One open invitation for each address and team; addresses are stored in lower case.
CREATE UNIQUE INDEX "manual_invite_pending" ON "TeamInvite" ("teamId", email)
  WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL;

-- The sweep of overdue actions asks only for open deals whose people have not been told yet.
CREATE INDEX "manual_deal_action_due" ON "Deal" ("actionDueAt", id)
  WHERE "isOpen" AND "deletedAt" IS NULL AND "overdueToldFor" IS DISTINCT FROM "actionDueAt";

-- A team always has an owner. Checked at commit, under a lock on the team, so that two owners who step
-- back at the same moment cannot both succeed. A team that is gone needs none.
CREATE FUNCTION manual_team_keeps_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "Team" WHERE id = OLD."teamId" FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT 1 FROM "TeamMember" WHERE "teamId" = OLD."teamId" AND role = 'owner') THEN
    RAISE EXCEPTION 'team % would be left without an owner', OLD."teamId"
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'manual_team_keeps_owner';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER manual_team_keeps_owner AFTER UPDATE OR DELETE ON "TeamMember"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'owner')
  EXECUTE FUNCTION manual_team_keeps_owner();

-- The audit trail and the audit log can only grow. Rows leave while an account or the demo data is being
-- erased, which the erasing transaction announces with SET LOCAL sentinel.erasing = 'on': those of the
-- trail by cascade from their deal, those of the log with the personal workspace they belong to. The
-- one change there is takes a name away.
CREATE OR REPLACE FUNCTION manual_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('sentinel.erasing', true) = 'on' THEN
    IF TG_OP = 'DELETE' AND (pg_trigger_depth() > 1 OR TG_TABLE_NAME = 'AuditLog') THEN
      RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW."actorName" = 'Deleted account'
      AND to_jsonb(NEW) - 'actorName' = to_jsonb(OLD) - 'actorName' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER manual_append_only BEFORE UPDATE OR DELETE ON "AuditLog"
  FOR EACH ROW EXECUTE FUNCTION manual_refuse_change();
CREATE TRIGGER manual_append_only_truncate BEFORE TRUNCATE ON "AuditLog"
  FOR EACH STATEMENT EXECUTE FUNCTION manual_refuse_change();

-- Rows are chained: each carries SHA-256 over itself and the hash before it. jsonb has one text for one
-- value, and moments are counted in milliseconds, so the bytes depend on no setting. The name of the
-- actor enters as a digest, so that it can be erased without breaking the chain.
CREATE FUNCTION manual_actor_digest(id text, name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(id || ':' || name, 'UTF8')), 'hex')
$$;
CREATE FUNCTION manual_chain_hash(previous text, fields jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(previous || fields::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION manual_chain_fields(r "DealTimeline") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(r.seq, r.id, r."dealId", r."actorId", r."actorDigest", r.action, r.before, r.after,
    r."requestId", (extract(epoch FROM r."occurredAt") * 1000)::bigint)
$$;
CREATE FUNCTION manual_chain_fields(r "AuditLog") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(r.seq, r.id, r.chain, r."workspaceId", r."actorId", r."actorDigest", r.action,
    r."targetType", r."targetId", r.metadata, r."requestId", (extract(epoch FROM r."occurredAt") * 1000)::bigint)
$$;

-- Takes the end of a chain for this transaction: whoever appends to the same chain waits for it.
CREATE FUNCTION manual_chain_end(of_chain text, OUT length int, OUT hash text) LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "AuditChain" VALUES (of_chain, 0, '') ON CONFLICT DO NOTHING;
  SELECT c.length, c.hash INTO length, hash FROM "AuditChain" c WHERE c.chain = of_chain FOR UPDATE;
END
$$;
CREATE FUNCTION manual_chain_timeline() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  chain text := 'deal:' || NEW."dealId";
  last record;
BEGIN
  SELECT * INTO last FROM manual_chain_end(chain);
  NEW.seq := last.length + 1;
  NEW."actorDigest" := manual_actor_digest(NEW.id, NEW."actorName");
  NEW.hash := manual_chain_hash(last.hash, manual_chain_fields(NEW));
  UPDATE "AuditChain" c SET length = NEW.seq, hash = NEW.hash WHERE c.chain = 'deal:' || NEW."dealId";
  RETURN NEW;
END
$$;
CREATE FUNCTION manual_chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  NEW.chain := COALESCE('workspace:' || NEW."workspaceId", 'person:' || NEW."actorId", 'system');
  SELECT * INTO last FROM manual_chain_end(NEW.chain);
  NEW.seq := last.length + 1;
  NEW."actorDigest" := manual_actor_digest(NEW.id, NEW."actorName");
  NEW.hash := manual_chain_hash(last.hash, manual_chain_fields(NEW));
  UPDATE "AuditChain" c SET length = NEW.seq, hash = NEW.hash WHERE c.chain = NEW.chain;
  RETURN NEW;
END
$$;

-- Rows from before there were chains, in the order in which they happened.
DO $$
DECLARE
  r record;
  last record;
BEGIN
  ALTER TABLE "DealTimeline" DISABLE TRIGGER manual_append_only;
  ALTER TABLE "AuditLog" DISABLE TRIGGER manual_append_only;
  FOR r IN SELECT * FROM "DealTimeline" ORDER BY "occurredAt", id LOOP
    SELECT * INTO last FROM manual_chain_end('deal:' || r."dealId");
    UPDATE "DealTimeline" t SET seq = last.length + 1, "actorDigest" = manual_actor_digest(t.id, t."actorName") WHERE t.id = r.id;
    UPDATE "DealTimeline" t SET hash = manual_chain_hash(last.hash, manual_chain_fields(t)) WHERE t.id = r.id;
    UPDATE "AuditChain" c SET length = t.seq, hash = t.hash FROM "DealTimeline" t
      WHERE t.id = r.id AND c.chain = 'deal:' || r."dealId";
  END LOOP;
  FOR r IN SELECT * FROM "AuditLog" ORDER BY "occurredAt", id LOOP
    UPDATE "AuditLog" a SET chain = COALESCE('workspace:' || a."workspaceId", 'person:' || a."actorId", 'system') WHERE a.id = r.id;
    SELECT e.length, e.hash INTO last FROM "AuditLog" a, manual_chain_end(a.chain) e WHERE a.id = r.id;
    UPDATE "AuditLog" a SET seq = last.length + 1, "actorDigest" = manual_actor_digest(a.id, a."actorName") WHERE a.id = r.id;
    UPDATE "AuditLog" a SET hash = manual_chain_hash(last.hash, manual_chain_fields(a)) WHERE a.id = r.id;
    UPDATE "AuditChain" c SET length = a.seq, hash = a.hash FROM "AuditLog" a WHERE a.id = r.id AND c.chain = a.chain;
  END LOOP;
  ALTER TABLE "DealTimeline" ENABLE TRIGGER manual_append_only;
  ALTER TABLE "AuditLog" ENABLE TRIGGER manual_append_only;
END
$$;
CREATE UNIQUE INDEX "DealTimeline_dealId_seq_key" ON "DealTimeline"("dealId", "seq");
CREATE UNIQUE INDEX "AuditLog_chain_seq_key" ON "AuditLog"("chain", "seq");
CREATE TRIGGER manual_chain BEFORE INSERT ON "DealTimeline" FOR EACH ROW EXECUTE FUNCTION manual_chain_timeline();
CREATE TRIGGER manual_chain BEFORE INSERT ON "AuditLog" FOR EACH ROW EXECUTE FUNCTION manual_chain_audit();

-- A deal that is erased takes the end of its chain along.
CREATE FUNCTION manual_forget_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "AuditChain" WHERE chain = 'deal:' || OLD.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER manual_forget_chain AFTER DELETE ON "Deal" FOR EACH ROW EXECUTE FUNCTION manual_forget_chain();

-- Numbers for the realtime feed. Ids are drawn before commit, so a reader that follows them can pass
-- one whose transaction is still open. Here the rows that have committed get their number, by one
-- transaction at a time: when a number can be seen, every lower one can. Called by whoever is about to
-- read; while somebody else is at it, it returns at once.
INSERT INTO "RealtimeCursor" (id, last) VALUES (1, 0);
CREATE INDEX "manual_realtime_unnumbered" ON "RealtimeEvent" (id) WHERE seq IS NULL;
CREATE FUNCTION manual_number_realtime(at_most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  base bigint;
  numbered int;
BEGIN
  SELECT last INTO base FROM "RealtimeCursor" WHERE id = 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  -- A statement of its own, so that it sees what the one before it waited for.
  UPDATE "RealtimeEvent" e SET seq = base + p.place
  FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS place
    FROM (SELECT id FROM "RealtimeEvent" WHERE seq IS NULL ORDER BY id LIMIT at_most) first
  ) p
  WHERE e.id = p.id;
  GET DIAGNOSTICS numbered = ROW_COUNT;
  IF numbered > 0 THEN
    UPDATE "RealtimeCursor" SET last = base + numbered WHERE id = 1;
  END IF;
  RETURN numbered;
END
$$;
