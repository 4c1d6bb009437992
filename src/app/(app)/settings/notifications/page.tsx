import type { Metadata } from "next";
import { saveNotificationSettings } from "#app/actions/notifications.ts";
import { SettingsForm } from "#components/notifications/settings-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/auth/require-user.ts";
import { getSettings } from "#lib/notifications/get-settings.ts";

export const metadata: Metadata = { title: "Notification settings" };

export default async function NotificationSettingsPage() {
  const settings = await getSettings(await requireUser());
  return (
    <>
      <PageHeader title="Notifications" />
      <SettingsForm action={saveNotificationSettings} settings={settings} />
    </>
  );
}
