import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PAYLOAD_DATA } from "#lib/webhooks/payload-schema.ts";
import { root } from "./support/paths.ts";

const text = readFileSync(join(root, "docs/WEBHOOKS.md"), "utf8");

/** The first block in a language below a heading. */
function blockBelow(heading: string, language: string): string {
  const section = text.split(`### ${heading}\n`)[1]?.split(/^#{2,3} /m)[0] ?? "";
  const block = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(section)?.[1];
  if (block === undefined) throw new Error(`There is no ${language} below ${heading}.`);
  return block;
}

describe("the documented payloads", () => {
  const example = JSON.parse(blockBelow("deal.created", "json"));
  const member = JSON.parse(blockBelow("team.member_added", "json"));

  it.each(Object.entries(PAYLOAD_DATA))("have the shape of what is sent: %s", (event, schema) => {
    const shown = JSON.parse(blockBelow(event, "json"));
    const base = event.startsWith("team.") ? member : example.data;
    const data = shown.data ?? { ...base, ...shown };
    expect(() => schema.strict().parse(data)).not.toThrow();
  });

  it("stand in the envelope that is sent", () => {
    expect(Object.keys(example)).toEqual(["id", "event", "type", "timestamp", "data"]);
  });
});

type Case = { name: string; secret: string; headers: Record<string, string>; body: string };
type Question = Case & { now: number; standard: boolean; plain: boolean };

const OFFICIAL: Case = {
  name: "official",
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  headers: {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
  body: '{"test": 2432232314}',
};
const NON_ASCII: Case = {
  name: "text beyond ASCII",
  secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  headers: {
    "webhook-id": "evt_1",
    "webhook-timestamp": "1795435200",
    "webhook-signature": "v1,SBlHOpKjYXXVYtYgs0bLeqqP9O0TXbepLEtfYjdIw0U=",
  },
  body: '{"type":"deal.at_risk","timestamp":"2026-11-23T12:00:00Z","data":{"id":"deal_1","name":"Zażółć & <Co>"}}',
};
const [, GOOD = ""] = (OFFICIAL.headers["webhook-signature"] ?? "").split(",");
const SENT_AT = 1_614_265_330;

function question(
  base: Case,
  standard: boolean,
  change: { name?: string; body?: string; headers?: Record<string, string>; now?: number } = {},
): Question {
  const plain = createHmac("sha256", base.secret).update(base.body).digest("hex");
  const sent = { ...base.headers, "x-webhook-signature": plain, ...change.headers };
  const body = change.body ?? base.body;
  const isPlainRight = body === base.body && sent["x-webhook-signature"] === plain;
  const now = change.now ?? Number(base.headers["webhook-timestamp"]);
  const name = change.name ?? base.name;
  return { ...base, name, body, headers: sent, now, standard, plain: isPlainRight };
}

const signedBy = (signature: string) => ({ "webhook-signature": signature });
const QUESTIONS: readonly Question[] = [
  question(OFFICIAL, true),
  question(NON_ASCII, true),
  question(OFFICIAL, false, { name: "301 s late", now: SENT_AT + 301 }),
  question(OFFICIAL, false, { name: "301 s early", now: SENT_AT - 301 }),
  question(OFFICIAL, false, { name: "one space less", body: '{"test":2432232314}' }),
  question(OFFICIAL, false, { name: "another id", headers: { "webhook-id": "msg_other" } }),
  question(OFFICIAL, false, { name: "unknown version", headers: signedBy(`v2,${GOOD}`) }),
  question(OFFICIAL, true, {
    name: "two secrets, ours second",
    headers: signedBy(`v1,${"A".repeat(43)}= v1,${GOOD}`),
  }),
  question(OFFICIAL, false, { name: "no signature", headers: signedBy("") }),
  question(OFFICIAL, false, { name: "nonsense", headers: signedBy("v1,*** v1 ,x") }),
  question(OFFICIAL, false, { name: "no time", headers: { "webhook-timestamp": "soon" } }),
  question(OFFICIAL, true, {
    name: "wrong plain signature",
    headers: { "x-webhook-signature": "00".repeat(32) },
  }),
  question(OFFICIAL, true, {
    name: "no plain signature",
    headers: { "x-webhook-signature": "żółw" },
  }),
];

/** Ask the same questions of every language: cases on standard input, answers on standard output. */
const HARNESS = {
  ts: `
import { readFileSync } from "node:fs";
const questions = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(questions.map((q: Record<string, never>) => [
  isFromSentinel(q.secret, q.headers, q.body, q.now),
  isPlainSignatureRight(q.secret, q.headers, q.body),
])));
`,
  python: `
import json
import sys
questions = json.loads(sys.stdin.buffer.read())
print(json.dumps([[
    is_from_sentinel(q["secret"], q["headers"], q["body"].encode(), q["now"]),
    is_plain_signature_right(q["secret"], q["headers"], q["body"].encode()),
] for q in questions]))
`,
  go: `package main

import (
	"encoding/json"
	"net/http"
	"os"
	"time"
)

func main() {
	var questions []struct {
		Secret  string
		Headers map[string]string
		Body    string
		Now     int64
	}
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	answers := [][2]bool{}
	for _, q := range questions {
		header := http.Header{}
		for name, value := range q.Headers {
			header.Set(name, value)
		}
		answers = append(answers, [2]bool{
			IsFromSentinel(q.Secret, header, []byte(q.Body), time.Unix(q.Now, 0)),
			IsPlainSignatureRight(q.Secret, header, []byte(q.Body)),
		})
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}
`,
};

const folder = mkdtempSync(join(tmpdir(), "sentinel-examples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function ask(command: string, args: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd: folder,
    input: JSON.stringify(QUESTIONS),
    encoding: "utf8",
    env: { ...process.env, GOCACHE: join(folder, "cache"), GO111MODULE: "on", GOFLAGS: "" },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function isInstalled(command: string, versionArgument: string): boolean {
  return spawnSync(command, [versionArgument]).status === 0;
}

describe("the documented verification", () => {
  const expected = QUESTIONS.map(({ standard, plain }) => [standard, plain]);

  it("in TypeScript tells right from wrong", () => {
    const path = write("verify.ts", `${blockBelow("TypeScript", "ts")}\n${HARNESS.ts}`);
    expect(ask(process.execPath, [path])).toEqual(expected);
  });

  it("in Python tells right from wrong, where there is Python", () => {
    if (!isInstalled("python3", "--version")) {
      console.warn("There is no python3 on this machine: its example was not run.");
      return;
    }
    const path = write("verify.py", `${blockBelow("Python", "python")}\n${HARNESS.python}`);
    expect(ask("python3", [path])).toEqual(expected);
  });

  it("in Go tells right from wrong, where there is Go", { timeout: 120_000 }, () => {
    if (!isInstalled("go", "version")) {
      console.warn("There is no go on this machine: its example was not run.");
      return;
    }
    write("verify.go", blockBelow("Go", "go"));
    write("main.go", HARNESS.go);
    write("go.mod", "module example\n\ngo 1.19\n");
    expect(ask("go", ["run", "."])).toEqual(expected);
  });
});
