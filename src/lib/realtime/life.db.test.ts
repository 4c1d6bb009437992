import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { transaction } from "#lib/platform/db.ts";
import { createHub, type Hub } from "#lib/realtime/hub.ts";
import { openStream } from "#lib/realtime/open-stream.ts";
import { tellPeople } from "#lib/realtime/tell-people.ts";
import { contextOf, createUser } from "#test/factories.ts";
import { type FakeTime, fakeTime } from "#test/realtime/fake-time.ts";

const START = new Date("2026-03-02T09:00:00Z");
let ann: Context;
let bob: Context;

beforeAll(async () => {
  ann = await contextOf(await createUser(), { now: START });
  bob = await contextOf(await createUser(), { now: START });
});

type Opened = {
  time: FakeTime;
  hub: Hub;
  /** The next piece of the stream; null at its end. */
  next: () => Promise<string | null>;
  leave: () => void;
};

type Call = { who?: Context; hub?: Hub; lastEventId?: string; expiresAt?: Date };

function stream(options: Call = {}): Opened {
  const time = fakeTime(START);
  const hub = options.hub ?? createHub();
  const leaving = new AbortController();
  const reader = openStream(
    options.who ?? ann,
    {
      lastEventId: options.lastEventId ?? null,
      expiresAt: options.expiresAt ?? null,
      signal: leaving.signal,
      random: () => 0,
      ...time,
    },
    hub,
  ).getReader();
  return {
    time,
    hub,
    next: async () => {
      const { done, value } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    },
    leave: () => leaving.abort(),
  };
}

/** Beyond its head and its first frame. */
async function begun(options: Call = {}): Promise<Opened> {
  const opened = stream(options);
  expect(await opened.next()).toBe("retry: 1000\n\n");
  expect(await opened.next()).toMatch(/^id: \d+\nevent: hello\ndata: \{\}\n\n$/);
  return opened;
}

const tell = (who: Context, id: string) =>
  transaction((tx) =>
    tellPeople(tx, [
      { userId: who.user.id, name: "notification.created", data: { id, kind: "test" } },
    ]),
  );

/** The stream waits for news, for its heartbeat and for the end of its grace. */
const isWaiting = ({ time }: Opened) => expect.poll(() => time.sleepers()).toBe(2);

describe("a quiet stream", () => {
  it("says every 15 seconds that it is still there", async () => {
    const opened = await begun();
    for (let round = 0; round < 3; round += 1) {
      const next = opened.next();
      await isWaiting(opened);
      opened.time.pass(15_000);
      expect(await next).toBe(": still here\n\n");
    }
    opened.leave();
  });

  it("says from where to resume when only others had news", async () => {
    const opened = await begun();
    const bobs = await begun({ who: bob, hub: opened.hub });
    const next = opened.next();
    await tell(bob, "for Bob");
    const [, id] = /^id: (\d+)\nevent: notification/.exec((await bobs.next()) ?? "") ?? [];
    await isWaiting(opened);
    opened.time.pass(15_000);
    expect(await next).toBe(`id: ${id}\nevent: place\ndata: {}\n\n`);
    for (const { leave } of [opened, bobs]) leave();
  });
});

describe("the life of a stream", () => {
  it("ends by itself before the platform would end it", async () => {
    const opened = await begun();
    let last: string | null = "";
    for (let passed = 0; passed < 280_000; passed += 15_000) {
      const next = opened.next();
      await isWaiting(opened);
      opened.time.pass(15_000);
      last = await next;
    }
    expect(last).toBeNull();
    expect(opened.hub.size()).toBe(0);
  });

  it("ends with the session that opened it", async () => {
    const opened = await begun({ expiresAt: new Date(START.getTime() + 10_000) });
    const next = opened.next();
    await isWaiting(opened);
    opened.time.pass(10_000);
    expect(await next).toBeNull();
    expect(opened.hub.size()).toBe(0);
  });

  it("leaves nothing behind when its reader goes away, at whatever moment", async () => {
    const waiting = await begun();
    const next = waiting.next();
    await isWaiting(waiting);
    waiting.leave();
    expect(await next).toBeNull();
    const unread = stream();
    unread.leave();
    for (const { hub, time } of [waiting, unread]) {
      await expect.poll(() => [hub.size(), time.sleepers()]).toEqual([0, 0]);
    }
  });

  it("ends also for a reader who stopped reading and never came back", async () => {
    const opened = await begun();
    await tell(ann, "not read");
    opened.time.pass(290_000);
    await expect.poll(() => opened.hub.size()).toBe(0);
    expect(opened.time.sleepers()).toBe(0);
  });
});

describe("a slow reader", () => {
  it("holds nothing in memory, and gets what the hub has forgotten from the database", async () => {
    const opened = await begun();
    const rows = Array.from({ length: 5_000 }, (_, n) => `slow-${n}`);
    for (let from = 0; from < rows.length; from += 500) {
      await transaction((tx) =>
        tellPeople(
          tx,
          rows.slice(from, from + 500).map((id) => ({
            userId: ann.user.id,
            name: "notification.created",
            data: { id, kind: "test" },
          })),
        ),
      );
    }
    const got: string[] = [];
    while (got.length < rows.length) {
      const text = await opened.next();
      got.push(...[...(text ?? "").matchAll(/"id":"(slow-\d+)"/g)].map(([, id]) => id ?? ""));
    }
    expect(got).toEqual(rows);
    opened.leave();
  });
});
