import { type Entry, onOnesOwn } from "../route-entry.ts";
import { anyone } from "../verdicts.ts";
import { personOf } from "../world.ts";

export const ACCOUNT_ROUTES: Record<string, Entry> = {
  "GET /api/user/delete": onOnesOwn(),
  "DELETE /api/user/delete": {
    for: "user",
    relations: ["own"],
    send: ({ role }) => ({ body: { confirm: `${personOf(role)}@example.test` } }),
    rule: anyone,
  },
  "DELETE /api/user/delete (of somebody else)": {
    for: "user",
    relations: ["own"],
    send: () => ({ body: { confirm: "user_stranger@example.test" } }),
    rule: () => "invalid",
  },
  // Clerk signs what it sends; here there is no Clerk.
  "POST /api/webhooks/clerk": { for: "anybody", send: () => ({ raw: "{}" }), status: 503 },
};
