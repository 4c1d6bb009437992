import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OutboundCall, postGuarded } from "#lib/platform/outbound/post-guarded.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "#test/standins/localhost-certificate.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#test/standins/webhook-receiver.ts";

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterAll(() => receiver.stop());

const post = (path: string, options: Partial<OutboundCall> = {}) =>
  postGuarded({
    url: receiver.url + path,
    body: '{"name":"Zażółć"}',
    headers: { "content-type": "application/json", "x-test": "1" },
    allowPrivate: true,
    ...options,
  });

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

describe("a call", () => {
  it("carries exactly the bytes and headers that were given", async () => {
    const result = await post("/echo?a=b");
    expect(result).toMatchObject({ kind: "answered", status: 200, body: '{"name":"Zażółć"}' });
    expect(receiver.received[0]).toMatchObject({ path: "/echo?a=b", body: '{"name":"Zażółć"}' });
    expect(receiver.received[0]?.headers).toMatchObject({
      "content-type": "application/json",
      "content-length": "21",
      "x-test": "1",
      host: new URL(receiver.url).host,
    });
  });

  it("is not made to this machine unless that is allowed", async () => {
    const result = await post("/ok", { allowPrivate: false });
    expect(result).toMatchObject({ kind: "failed", reason: "refused" });
    expect(receiver.received).toEqual([]);
  });

  it("does not follow a redirect", async () => {
    expect(await post("/redirect")).toMatchObject({ kind: "answered", status: 302 });
    expect(receiver.received.map(({ path }) => path)).toEqual(["/redirect"]);
  });

  it("gives up when there is no answer in time, and when the resolver does not answer", async () => {
    const slow = await post("/slow", { timeoutMs: 150 });
    expect(slow).toMatchObject({ kind: "failed", reason: "timeout" });
    expect(slow.latencyMs).toBeLessThan(2_000);
    const silent = await post("/", {
      url: "https://silent.example.com/",
      timeoutMs: 150,
      resolve: () => new Promise(() => {}),
    });
    expect(silent).toMatchObject({ kind: "failed", reason: "timeout" });
  });

  it("keeps the beginning of a long answer and receives no more than the limit", async () => {
    const result = await post("/huge");
    expect(result).toMatchObject({ kind: "answered", status: 200, body: "x".repeat(2_048) });
    // What lies in the system's buffers has been sent as well, but the other side is stopped.
    expect(receiver.sentBytes).toBeLessThan(20_000_000);
  });

  it("counts by its status an answer whose body does not end in time", async () => {
    const result = await post("/drip", { timeoutMs: 300 });
    expect(result).toMatchObject({ kind: "answered", status: 200, body: "." });
  });

  it("says what went wrong: a closed connection, nonsense, nobody there, no such name", async () => {
    expect(await post("/reset")).toMatchObject({ kind: "failed", reason: "connection" });
    expect(await post("/garbage")).toMatchObject({ kind: "failed", reason: "protocol" });
    const free = createTcpServer();
    const port = await listen(free);
    await new Promise((done) => free.close(done));
    const nobody = await post("/", { url: `http://127.0.0.1:${port}/` });
    expect(nobody).toMatchObject({ kind: "failed", message: "The connection was refused." });
    const unknown = await post("/", {
      url: "https://no-such-name.example.com/",
      resolve: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
    });
    expect(unknown).toMatchObject({ kind: "failed", reason: "name" });
  });

  it("cuts an answer between characters and without what cannot be stored", async () => {
    const body = `${"x".repeat(2_047)}ż\u0000`;
    expect(await post("/echo", { body })).toMatchObject({ body: "x".repeat(2_047) });
    expect(await post("/echo", { body: "a\u0000b" })).toMatchObject({ body: "ab" });
  });

  it("uses a kept connection again, and a new one when the other side has closed it", async () => {
    const ports: number[] = [];
    let closesAfterNext = false;
    const server = createTcpServer((socket) => {
      ports.push(socket.remotePort ?? 0);
      socket.on("error", () => {});
      socket.on("data", () => {
        if (closesAfterNext) {
          closesAfterNext = false;
          socket.resetAndDestroy();
        } else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    });
    const url = `http://127.0.0.1:${await listen(server)}/`;
    expect(await post("/", { url })).toMatchObject({ status: 200 });
    expect(await post("/", { url })).toMatchObject({ status: 200 });
    expect(new Set(ports).size).toBe(1);
    closesAfterNext = true;
    expect(await post("/", { url })).toMatchObject({ status: 200 });
    expect(new Set(ports).size).toBe(2);
    server.close();
  });
});

describe("a name that changes its mind", () => {
  const port = () => new URL(receiver.url).port;

  it("is resolved once for a call: what it says afterwards is not asked", async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ["127.0.0.1"] : ["169.254.169.254"];
    };
    const url = `http://rebind.example.com:${port()}/ok`;
    expect(await post("/", { url, resolve })).toMatchObject({ kind: "answered", status: 204 });
    expect(asked).toBe(1);
    expect(await post("/", { url, resolve })).toMatchObject({ kind: "failed", reason: "refused" });
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers.host).toBe(`rebind.example.com:${port()}`);
  });

  it("is refused when it names a local address at a later attempt, or beside a public one", async () => {
    const answers = [["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], [], ["::ffff:127.0.0.1"]];
    for (const addresses of answers) {
      const result = await postGuarded({
        url: "https://rebind.example.com/",
        body: "{}",
        headers: {},
        allowPrivate: false,
        resolve: async () => addresses,
      });
      expect(result).toMatchObject({ kind: "failed", reason: "refused" });
    }
  });

  it("gets no connection that was kept for another address of the same name", async () => {
    const url = `http://moving.example.com:${port()}/ok`;
    expect(await post("/", { url, resolve: async () => ["127.0.0.1"] })).toMatchObject({
      status: 204,
    });
    // Nobody listens there, so an answer could only come over the first connection.
    expect(await post("/", { url, resolve: async () => ["127.0.0.9"] })).toMatchObject({
      kind: "failed",
      message: "The connection was refused.",
    });
  });
});

describe("a secure connection", () => {
  const trusted = getCACertificates();
  let names: string[] = [];
  const server = createTlsServer(
    {
      cert: LOCALHOST_CERTIFICATE,
      key: LOCALHOST_KEY,
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    },
    (_request, response) => response.writeHead(204).end(),
  );
  let port: number;
  beforeAll(async () => {
    port = await listen(server);
  });
  beforeEach(() => {
    names = [];
  });
  afterAll(() => {
    setDefaultCACertificates(trusted);
    server.close();
    server.closeAllConnections();
  });
  const call = (name: string) =>
    post("/", { url: `https://${name}:${port}/`, resolve: async () => ["127.0.0.1"] });

  it("is not made with a certificate that nobody vouches for", async () => {
    expect(await call("localhost")).toMatchObject({ kind: "failed", reason: "certificate" });
  });

  it("announces the name, and is made only when the certificate is for it", async () => {
    setDefaultCACertificates([...trusted, LOCALHOST_CERTIFICATE]);
    expect(await call("localhost")).toMatchObject({ kind: "answered", status: 204 });
    expect(await call("other.example.com")).toMatchObject({
      kind: "failed",
      message: "The host's certificate is for another name.",
    });
    expect(names).toEqual(["localhost", "other.example.com"]);
  });
});
