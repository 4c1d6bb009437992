import { deleteSignInKind } from "#lib/account/job-kinds.ts";
import { identityProvider } from "#lib/auth/identity.ts";
import { defineJob } from "#lib/jobs/define-job.ts";

/** Deletes at the sign-in service what was deleted here. */
export const deleteSignInJob = defineJob(deleteSignInKind, async ({ userId }) => {
  const provider = await identityProvider();
  await provider.deletePerson(userId);
});
