import { type Entry, onOnesOwn } from "../route-entry.ts";

export const OPERATION_ROUTES: Record<string, Entry> = {
  "GET /api/auth/me": onOnesOwn(),
  "GET /api/events": onOnesOwn(),
  "GET /api/health": { for: "anybody", send: () => ({}), status: 200 },
  "GET /api/cron/refresh-risk": { for: "scheduler", send: () => ({}), status: 401 },
};
