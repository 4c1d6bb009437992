import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/auth/require-user.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const ctx = await requireUser();
  return <PageHeader title="Profile" note={ctx.user.email} />;
}
