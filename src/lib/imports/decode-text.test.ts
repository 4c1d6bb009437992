import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecodingReport, decodeText } from "./decode-text.ts";

async function decode(bytes: Uint8Array, pieceSize = 7): Promise<[string, DecodingReport]> {
  const report: DecodingReport = { encoding: "utf-8", damaged: 0 };
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceSize) {
    pieces.push(bytes.subarray(at, at + pieceSize));
  }
  let text = "";
  for await (const part of decodeText(pieces, report)) text += part;
  return [text, report];
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

const SAMPLE = "name;value\r\nMüller & Søn;1.234,50 €\r\nžluťoučký kůň 🐎;7\r\n";

test.each([
  ["UTF-8", Buffer.from(SAMPLE), "utf-8"],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${SAMPLE}`), "utf-8"],
  ["UTF-16 LE with a mark", Buffer.from(`\uFEFF${SAMPLE}`, "utf16le"), "utf-16le"],
  ["UTF-16 BE with a mark", utf16be(`\uFEFF${SAMPLE}`), "utf-16be"],
  ["UTF-16 LE without a mark", Buffer.from(SAMPLE, "utf16le"), "utf-16le"],
  ["UTF-16 BE without a mark", utf16be(SAMPLE), "utf-16be"],
] as const)("%s is read whole, however the bytes are cut", async (_, bytes, encoding) => {
  for (const size of [1, 2, 3, 5, 64, 100_000]) {
    const [text, report] = await decode(bytes, size);
    expect(text).toBe(SAMPLE);
    expect(report).toEqual({ encoding, damaged: 0 });
  }
});

test("Windows-1252 is recognised, curly quotes and euro sign included", async () => {
  const bytes = Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x80, 0x20, 0x93, 0x94]);
  expect(await decode(bytes, 1)).toEqual(["Müller € “”", { encoding: "windows-1252", damaged: 0 }]);
});

test("a Windows-1252 letter far behind plain text is still read right", async () => {
  const plain = "Acme;100\n".repeat(50_000);
  const bytes = Buffer.concat([Buffer.from(plain), Buffer.from([0x5a, 0xfc, 0x72, 0x69])]);
  const [text, report] = await decode(bytes, 65_536);
  expect(text).toBe(`${plain}Züri`);
  expect(report.encoding).toBe("windows-1252");
});

test("one damaged byte late in a UTF-8 file costs one character and is counted", async () => {
  const start = "Müller;100\n".repeat(20_000);
  const bytes = Buffer.concat([Buffer.from(start), Buffer.from([0xfc]), Buffer.from(";end\n")]);
  const [text, report] = await decode(bytes, 65_536);
  expect(text).toBe(`${start}\uFFFD;end\n`);
  expect(report).toEqual({ encoding: "utf-8", damaged: 1 });
});

test("an empty file and a single byte are texts too", async () => {
  expect((await decode(Buffer.alloc(0)))[0]).toBe("");
  expect((await decode(Buffer.from("a")))[0]).toBe("a");
});

test("any text survives UTF-8 in pieces of any size", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: 1, max: 9 }),
      async (text, size) => {
        fc.pre(!text.startsWith("\uFEFF") && !text.includes("\u0000"));
        expect((await decode(Buffer.from(text), size))[0]).toBe(text);
      },
    ),
  );
});

test("binary garbage neither fails nor hangs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 10_000 }), async (bytes) => {
      expect(typeof (await decode(bytes, 999))[0]).toBe("string");
    }),
  );
});
