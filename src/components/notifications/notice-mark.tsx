import {
  AlarmClock,
  ArrowRight,
  type LucideIcon,
  RefreshCwOff,
  TriangleAlert,
  Unplug,
  UserCheck,
  Users,
} from "lucide-react";
import { BandShape } from "#components/ui/band-mark.tsx";
import { KIND_LABELS, type Kind } from "#lib/notifications/kinds.ts";
import type { NotificationDto } from "#lib/notifications/schema.ts";
import { BANDS, type Band } from "#lib/risk/types.ts";

const ICONS: Record<Kind, LucideIcon> = {
  deal_at_risk: TriangleAlert,
  action_overdue: AlarmClock,
  stage_change: ArrowRight,
  deal_assigned: UserCheck,
  team_activity: Users,
  sync_failed: RefreshCwOff,
  webhook_disabled: Unplug,
};

/** What kind of news it is, as a sign and a word; a deal at risk has the shape of its band. */
export function NoticeMark({ notice }: { notice: Pick<NotificationDto, "kind" | "payload"> }) {
  const band = bandOf(notice.payload.band);
  const Icon = ICONS[notice.kind];
  return (
    <span className="inline-flex items-center gap-1.5 text-label text-ink-muted [&_svg]:size-3.5">
      {band ? <BandShape band={band} /> : <Icon aria-hidden strokeWidth={1.5} />}
      {KIND_LABELS[notice.kind]}
    </span>
  );
}

function bandOf(value: unknown): Band | undefined {
  return BANDS.find((band) => band === value);
}
