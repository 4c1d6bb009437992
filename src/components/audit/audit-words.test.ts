import { describe, expect, it } from "vitest";
import { auditWords } from "#components/audit/audit-words.ts";
import { AUDIT_ACTIONS } from "#lib/audit/record-audit.ts";
import type { AuditEntryDto } from "#lib/audit/schema.ts";

const words = (entry: Partial<AuditEntryDto>) =>
  auditWords({
    id: "a1",
    place: 1,
    action: "team.created",
    actor: { id: "user_1", name: "Ann" },
    target: null,
    metadata: {},
    names: {},
    requestId: null,
    occurredAt: "2026-11-19T09:00:00.000Z",
    hash: "",
    ...entry,
  });
const person = { type: "member", id: "user_2", name: "Bo" };

describe("an entry of the audit log", () => {
  it("says what was done to whom, by present names", () => {
    expect(
      words({
        action: "member.role_changed",
        target: person,
        metadata: { from: "member", to: "admin" },
      }),
    ).toBe("changed Bo from member to admin");
    expect(
      words({
        action: "member.removed",
        target: person,
        metadata: { ownedTo: "user_3" },
        names: { user_3: "Cy" },
      }),
    ).toBe("removed Bo; their deals went to Cy");
    expect(words({ action: "team.updated", metadata: { fields: ["currency", "timezone"] } })).toBe(
      "changed the team's currency, time zone",
    );
    expect(
      words({
        action: "integration.connected",
        target: { type: "integration", id: "hubspot", name: null },
      }),
    ).toBe("connected HubSpot");
  });

  it("does not name whoever is gone", () => {
    expect(words({ action: "member.removed", target: { ...person, name: null } })).toBe(
      "removed somebody who is gone; their deals went to somebody who is gone",
    );
  });

  it("has words whatever is known about it, and shows an unknown action as it is", () => {
    for (const action of AUDIT_ACTIONS) expect(words({ action })).not.toMatch(/undefined|null/);
    expect(words({ action: "team.frozen_solid" })).toBe("team frozen solid");
    expect(words({ action: "toString" })).toBe("toString");
  });
});
