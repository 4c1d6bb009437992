import type { Metadata } from "next";
import { deleteAccount, updateProfile } from "#app/actions/account.ts";
import { DeleteAccount } from "#components/account/delete-account.tsx";
import { blockedWords, deletionWords } from "#components/account/deletion-words.ts";
import { ProfileForm } from "#components/account/profile-form.tsx";
import { currencyOptions, timeZoneOptions } from "#components/account/profile-options.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { getProfilePage } from "#lib/account/get-profile-page.ts";
import { ManageAccount } from "#lib/auth/auth-ui.tsx";
import { requireUser } from "#lib/auth/require-user.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const ctx = await requireUser();
  const { isNamedHere, deletion } = await getProfilePage(ctx);
  const { name, email, timezone, currency } = ctx.user;
  return (
    <>
      <PageHeader title="Profile" note={email} />
      <div className="grid gap-10">
        <Section id="about" title="About you">
          {isNamedHere ? null : (
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4">
              <p className="max-w-prose text-body">
                <strong className="font-medium">{name}</strong>, {email}. Your name, address and
                picture come from the account that you sign in with, and follow it.
              </p>
              <ManageAccount />
            </div>
          )}
          <ProfileForm
            action={updateProfile}
            initial={{ name, timezone, currency }}
            isNamedHere={isNamedHere}
            currencies={currencyOptions(currency)}
            timezones={timeZoneOptions(timezone)}
          />
        </Section>
        <Section id="danger" title="Danger zone">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 grow basis-72">
              <p className="text-body font-medium text-ink-strong">Delete your account</p>
              <p className="max-w-prose text-table text-ink-muted">
                {deletion.isBlocked
                  ? blockedWords(deletion)
                  : "What is yours alone is deleted; your teams keep their deals."}
              </p>
            </div>
            {deletion.isBlocked ? (
              <ButtonLink href="/settings/team" size="sm">
                Team settings
              </ButtonLink>
            ) : (
              <DeleteAccount
                action={deleteAccount}
                email={email}
                consequences={deletionWords(deletion)}
              />
            )}
          </div>
        </Section>
      </div>
    </>
  );
}
