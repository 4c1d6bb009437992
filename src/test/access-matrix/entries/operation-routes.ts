import { type Entry, onOnesOwn } from "../route-entry.ts";

export const OPERATION_ROUTES: Record<string, Entry> = {
  "GET /api/auth/me": onOnesOwn(),
  "PATCH /api/auth/me": onOnesOwn({ body: { timezone: "Asia/Tokyo" } }),
  "GET /api/events": onOnesOwn(),
  "GET /api/health": { for: "anybody", send: () => ({}), status: 200 },
  ...Object.fromEntries(
    ["clean-up", "refresh-risk", "process-webhooks", "process-emails", "send-digests"].map(
      (name) => [`GET /api/cron/${name}`, { for: "scheduler", send: () => ({}), status: 401 }],
    ),
  ),
};
