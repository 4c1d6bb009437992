import { actorNameOf, type Origin } from "#lib/events/origin.ts";
import type { DbOrTx } from "#lib/platform/db.ts";

/** What the audit log knows about. The first word is the kind of thing that was touched. */
export const AUDIT_ACTIONS = [
  "user.signed_in",
  "user.profile_changed",
  "user.deleted",
  "team.created",
  "team.updated",
  "team.deleted",
  "team.ownership_transferred",
  "member.invited",
  "member.invite_resent",
  "member.invite_revoked",
  "member.joined",
  "member.role_changed",
  "member.removed",
  "member.left",
  "deals.exported",
  "deals.bulk_changed",
  "audit.exported",
  "webhook.created",
  "webhook.updated",
  "webhook.deleted",
  "webhook.secret_rotated",
  "webhook.disabled",
  "slack.created",
  "slack.updated",
  "slack.deleted",
  "slack.disabled",
  "integration.connected",
  "integration.changed",
  "integration.disconnected",
  "demo_data.removed",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type AuditEntry = {
  /** The team's or the person's, or null for what concerns a person in no workspace (signing in). */
  workspaceId: string | null;
  action: AuditAction;
  targetType?: "user" | "team" | "member" | "invite" | "webhook" | "slack" | "deal" | "integration";
  targetId?: string;
  /** Ids and settings; no names, no addresses, no secrets: an account can be erased, the log not. */
  metadata?: Record<string, string | number | boolean | null | readonly string[]>;
};

/** Adds to the log of security-relevant actions, in the transaction of the action. */
export async function recordAudit(tx: DbOrTx, origin: Origin, entry: AuditEntry): Promise<void> {
  await tx.auditLog.create({
    data: {
      workspaceId: entry.workspaceId,
      actorId: origin.user?.id ?? null,
      actorName: actorNameOf(origin),
      action: entry.action,
      targetType: entry.targetType ?? null,
      targetId: entry.targetId ?? null,
      metadata: entry.metadata ?? {},
      requestId: origin.requestId,
      occurredAt: origin.now,
    },
  });
}
