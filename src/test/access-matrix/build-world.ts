import { ROLES, type Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import { plantDeals } from "./plants/plant-deals.ts";
import { plantDemoRecords } from "./plants/plant-demo-records.ts";
import { plantEmails } from "./plants/plant-emails.ts";
import { plantInvites } from "./plants/plant-invites.ts";
import { plantMeetings } from "./plants/plant-meetings.ts";
import { plantNotifications } from "./plants/plant-notifications.ts";
import { plantSlack } from "./plants/plant-slack.ts";
import { plantWebhooks } from "./plants/plant-webhooks.ts";
import {
  COLLEAGUE,
  FOREIGN,
  FOUNDER,
  HOME,
  personOf,
  SECOND,
  SECOND_OWNER,
  SECRET,
  STRANGER,
  targetOf,
} from "./world.ts";

/** Fills the empty database. */
export async function buildWorld(): Promise<void> {
  const people = [
    ...ROLES.flatMap((role) => [personOf(role), targetOf(role)]),
    COLLEAGUE,
    FOUNDER,
    SECOND_OWNER,
    STRANGER,
  ];
  const outside = new Set<string>([SECOND_OWNER, STRANGER]);
  await db().user.createMany({
    data: people.map((id) => ({
      id,
      email: `${id}@example.test`,
      name: outside.has(id) ? `${SECRET} ${id}` : `Person ${id}`,
      isDemo: true,
    })),
  });
  await db().team.createMany({
    data: [HOME, SECOND, FOREIGN].map((id) => ({
      id,
      slug: id.replace("_", "-"),
      name: id === HOME ? "Home" : `${SECRET} ${id}`,
    })),
  });
  const member = (teamId: string, userId: string, role: Role) => ({
    id: `member_${teamId}_${userId}`,
    teamId,
    userId,
    role,
  });
  await db().teamMember.createMany({
    data: [
      ...ROLES.flatMap((role) => [
        member(HOME, personOf(role), role),
        member(HOME, targetOf(role), role),
      ]),
      member(HOME, COLLEAGUE, "member"),
      member(HOME, FOUNDER, "owner"),
      member(SECOND, COLLEAGUE, "member"),
      member(SECOND, SECOND_OWNER, "owner"),
      member(FOREIGN, STRANGER, "owner"),
    ],
  });
  await plantDeals();
  await plantMeetings();
  await plantNotifications();
  await plantInvites();
  await plantWebhooks();
  await plantSlack();
  await plantEmails();
  await plantDemoRecords();
}
