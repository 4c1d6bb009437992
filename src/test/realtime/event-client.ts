import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type Frame, frameSchema } from "#lib/realtime/frames.ts";

/** A reader of an event stream, as a browser is one, with everything it has been told. */
export type EventClient = {
  status: number;
  headers: IncomingMessage["headers"];
  /** Frames in the order of their arrival, each checked against what is documented. */
  frames: Frame[];
  comments: string[];
  /** Milliseconds that the stream asks to wait before coming back. */
  retry: number | null;
  /** Where to resume: the id of the last frame. */
  lastEventId: string | null;
  isEnded: boolean;
  /** The body of an answer that is no stream. */
  body: string;
  pause: () => void;
  resume: () => void;
  close: () => void;
};

export type EventCall = {
  token?: string;
  lastEventId?: string;
  headers?: Record<string, string>;
  onFrame?: (frame: Frame) => void;
};

/** Opens the stream and gives the client as soon as the answer has begun. */
export function openEvents(
  url: string,
  { token, lastEventId, headers = {}, onFrame }: EventCall = {},
): Promise<EventClient> {
  return new Promise((resolve, reject) => {
    const call: ClientRequest = request(url, {
      agent: false,
      headers: {
        accept: "text/event-stream",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
        ...headers,
      },
    });
    call.once("error", reject);
    call.once("response", (response) => {
      const client: EventClient = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        frames: [],
        comments: [],
        retry: null,
        lastEventId: lastEventId ?? null,
        isEnded: false,
        body: "",
        pause: () => response.pause(),
        resume: () => response.resume(),
        close: () => call.destroy(),
      };
      const isStream = response.headers["content-type"] === "text/event-stream";
      response.setEncoding("utf8");
      let rest = "";
      response.on("data", (text: string) => {
        if (!isStream) {
          client.body += text;
          return;
        }
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) read(client, block, onFrame);
      });
      response.on("error", () => {});
      response.on("close", () => {
        client.isEnded = true;
      });
      call.on("error", () => {});
      resolve(client);
    });
    call.end();
  });
}

/** One block between blank lines: a frame, a comment, or the time to wait. */
function read(client: EventClient, block: string, onFrame?: (frame: Frame) => void): void {
  const fields = new Map<string, string>();
  for (const line of block.split(/\r\n|\r|\n/)) {
    if (line.startsWith(":")) client.comments.push(line.slice(1).trim());
    const [, name, value] = /^(\w+): ?(.*)$/s.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  const retry = fields.get("retry");
  if (retry !== undefined) client.retry = Number(retry);
  const [id, event, data] = [fields.get("id"), fields.get("event"), fields.get("data")];
  if (event === undefined || data === undefined) return;
  const frame = frameSchema.parse({ id, event, data: JSON.parse(data) });
  client.frames.push(frame);
  client.lastEventId = frame.id;
  onFrame?.(frame);
}
