import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceiverSummary = { requests: number; events: number };

/** Somebody's server in a process of its own: `/dead` never answers, everything else does at once. */
const ids = new Set<string>();
let requests = 0;
const server = createServer((request, response) => {
  request.resume().once("end", () => {
    if (request.url === "/dead") return;
    requests += 1;
    ids.add(String(request.headers["webhook-id"]));
    response.writeHead(204).end();
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("message", () => process.send?.({ requests, events: ids.size }));
process.on("disconnect", () => process.exit());
