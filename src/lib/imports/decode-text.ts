/** Bytes of a file in pieces of any size: a request body, a file stream, an array of one. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What was found while decoding; complete once the text has been read to its end. */
export type DecodingReport = {
  encoding: Encoding;
  /** Characters that were not valid in that encoding and stand as U+FFFD. */
  damaged: number;
};

/** Enough to recognise UTF-16 without a byte order mark by its zero bytes. */
const SNIFF_BYTES = 4_096;
/** From the first byte that is not ASCII: what is weighed to tell UTF-8 from Windows-1252. */
const WEIGH_BYTES = 16_384;

const EMPTY: Uint8Array = new Uint8Array(0);

/**
 * Decodes a file of unknown encoding piece by piece; memory stays flat.
 *
 * A byte order mark decides; else zero bytes in every other place mean UTF-16; else the text is
 * passed on as long as it is ASCII, and the first bytes that are not decide between UTF-8 and
 * Windows-1252, so a table that turns out to be Windows-1252 near its end is still read exactly.
 * An invalid byte after valid UTF-8 becomes U+FFFD and is counted in `report.damaged`.
 */
export async function* decodeText(
  source: ByteSource,
  report: DecodingReport,
  encoding?: Encoding,
): AsyncGenerator<string> {
  let held = EMPTY;
  let decoder: TextDecoder | null = null;
  let sniffed = false;
  if (encoding) {
    report.encoding = encoding;
    decoder = new TextDecoder(encoding);
  }

  for await (const piece of source) {
    if (decoder) {
      yield count(decoder.decode(piece, { stream: true }), report);
      continue;
    }
    held = join(held, piece);
    if (!sniffed) {
      if (held.length < SNIFF_BYTES) continue;
      sniffed = true;
      decoder = start(report, sniffWide(held));
    }
    if (!decoder) {
      const ascii = asciiLength(held);
      if (ascii > 0) yield Buffer.from(held.subarray(0, ascii)).toString("latin1");
      held = held.subarray(ascii);
      if (held.length < WEIGH_BYTES) continue;
      decoder = start(report, weigh(held, false));
    }
    if (decoder) {
      yield count(decoder.decode(held, { stream: true }), report);
      held = EMPTY;
    }
  }

  decoder ??= start(report, (sniffed ? null : sniffWide(held)) ?? weigh(held, true));
  if (decoder) {
    yield count(decoder.decode(held, { stream: true }) + decoder.decode(), report);
  }
}

function start(report: DecodingReport, encoding: Encoding | null): TextDecoder | null {
  if (!encoding) return null;
  report.encoding = encoding;
  return new TextDecoder(encoding);
}

function count(text: string, report: DecodingReport): string {
  if (text.includes("\uFFFD")) report.damaged += text.split("\uFFFD").length - 1;
  return text;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}

function asciiLength(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte > 0x7f);
  return end === -1 ? bytes.length : end;
}

/** UTF-16 by its mark or its zero bytes, UTF-8 by its mark; null when neither shows. */
function sniffWide(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";

  const sample = bytes.subarray(0, SNIFF_BYTES);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  // Commas, digits and line ends have a zero byte in any script; a fifth of all is plenty.
  const enough = sample.length / 10;
  if (odd >= enough && odd > even * 10) return "utf-16le";
  if (even >= enough && even > odd * 10) return "utf-16be";
  return null;
}

/** UTF-8 unless more of the sample's non-ASCII characters are broken than whole. */
function weigh(sample: Uint8Array, isEnd: boolean): Encoding {
  const text = new TextDecoder("utf-8").decode(sample, { stream: !isEnd });
  let whole = 0;
  let broken = 0;
  for (const character of text) {
    if (character === "\uFFFD") broken += 1;
    else if (character > "\u007F") whole += 1;
  }
  return broken > whole ? "windows-1252" : "utf-8";
}
