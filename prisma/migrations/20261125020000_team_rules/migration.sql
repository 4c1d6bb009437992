-- What Prisma's schema cannot say. Names begin with "manual_" so that db:diff leaves them alone.

-- The rules of a team are nobody's own: a row that named a person too would go with their account, and
-- the assessments that name it could not be repeated. Whoever made a policy stands in "createdById".
ALTER TABLE "RiskPolicy" ADD CONSTRAINT "manual_policy_one_owner" CHECK (num_nonnulls("teamId", "userId") = 1);
ALTER TABLE "RiskNorms" ADD CONSTRAINT "manual_norms_one_owner" CHECK (num_nonnulls("teamId", "userId") = 1);
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "manual_rate_one_owner" CHECK (num_nonnulls("teamId", "userId") = 1);
