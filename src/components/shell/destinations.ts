import { Bell, ListOrdered, type LucideIcon, Rows3 } from "lucide-react";

export const NOTIFICATIONS_HREF = "/notifications";

/** The first-level pages, in the order of the rail and of the tab bar. */
export const DESTINATIONS: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: "/dashboard", label: "Today", icon: ListOrdered },
  { href: "/deals", label: "Deals", icon: Rows3 },
  { href: NOTIFICATIONS_HREF, label: "Notifications", icon: Bell },
];
