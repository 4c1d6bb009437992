import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listen, type RealtimeNews, realtimeStatus, shownUpTo } from "./realtime-connection.ts";

/** What a browser offers, as far as the connection uses it; the network is the test's. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  onopen: () => void = () => {};
  onerror: () => void = () => {};
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }
  close() {
    this.readyState = 2;
  }
  /** The browser gives up, as after any answer but 200. */
  refuse() {
    this.readyState = 2;
    this.onerror();
  }
  send(event: string, id: string, data: object = {}) {
    const message = Object.assign(new Event(event), {
      lastEventId: id,
      data: JSON.stringify(data),
    });
    this.dispatchEvent(message);
  }
}

const page = Object.assign(new EventTarget(), { hidden: false });
const asked: string[] = [];
let heard: RealtimeNews[] = [];
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json({ unreadCount: 4 });
  });
  page.hidden = false;
  FakeSource.all = [];
  asked.length = 0;
  heard = [];
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

// The place outlives a test, as it outlives a component: ids only grow.
let id = 100;
const next = () => {
  id += 10;
  return String(id);
};
const start = (since = next()) => {
  stops.push(listen((news) => heard.push(news)));
  shownUpTo(since);
  return since;
};
const open = () => FakeSource.all.filter(({ readyState }) => readyState !== 2);
const current = () => FakeSource.all.at(-1) as FakeSource;
const show = (isHidden: boolean) => {
  page.hidden = isHidden;
  page.dispatchEvent(new Event("visibilitychange"));
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("the stream of a tab", () => {
  it("is one for all who listen, opened where the page was rendered, closed with the last", () => {
    const since = start();
    stops.push(listen(() => {}));
    expect(open().map(({ url }) => url)).toEqual([`/api/events?lastEventId=${since}`]);
    for (const stop of stops.splice(0)) stop();
    expect(open()).toEqual([]);
  });

  it("tells nothing twice, and nothing that the page was rendered with", () => {
    start();
    const first = next();
    current().send("deal.created", first);
    current().send("deal.created", first);
    shownUpTo(String(Number(first) + 5));
    current().send("deal.updated", String(Number(first) + 5));
    expect(heard.map(({ event }) => event)).toEqual(["deal.created"]);
  });

  it("passes on that everything has to be read anew, and goes on from there", () => {
    start();
    current().send("reset", "7");
    current().send("deal.created", "8");
    expect(heard.map(({ event }) => event)).toEqual(["reset", "deal.created"]);
    shownUpTo(next());
  });

  it("is let go while nobody sees the tab, and taken up with the last id", async () => {
    start();
    const last = next();
    current().send("deal.created", last);
    show(true);
    await pass(5_000);
    expect(open()).toHaveLength(1);
    await pass(6_000);
    expect(open()).toEqual([]);
    show(false);
    expect(open().map(({ url }) => url)).toEqual([`/api/events?lastEventId=${last}`]);
  });

  it("is not opened for a tab that has never been seen", () => {
    page.hidden = true;
    start();
    expect(FakeSource.all).toEqual([]);
    show(false);
    expect(open()).toHaveLength(1);
  });
});

describe("a stream that fails", () => {
  it("is opened again, later and later", async () => {
    start();
    current().refuse();
    await pass(1_001);
    expect(FakeSource.all).toHaveLength(2);
    current().refuse();
    await pass(900);
    expect(FakeSource.all).toHaveLength(2);
    await pass(1_200);
    expect(FakeSource.all).toHaveLength(3);
  });

  it("is replaced by asking now and then, until it works again", async () => {
    start();
    for (let n = 0; n < 3; n += 1) {
      expect(realtimeStatus()).toBe("live");
      current().refuse();
      if (n < 2) await pass(4_000);
    }
    expect(realtimeStatus()).toBe("polling");
    await pass(0);
    expect(asked).toEqual(["/api/notifications?limit=1"]);
    expect(heard.map(({ event }) => event)).toEqual(["notification.read", "check"]);
    await pass(20_000);
    expect(asked).toHaveLength(2);
    current().onopen();
    expect(realtimeStatus()).toBe("live");
    await pass(60_000);
    expect(asked).toHaveLength(2);
  });

  it("in a browser that has none is asking from the start", async () => {
    vi.stubGlobal("EventSource", undefined);
    start();
    await pass(40_001);
    expect(realtimeStatus()).toBe("polling");
    expect(asked).toHaveLength(3);
  });
});
