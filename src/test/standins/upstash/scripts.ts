import { createHash } from "node:crypto";

/**
 * Upstash takes a first line in Lua scripts that a redis-server refuses (`flags=allow-key-locking`).
 * It is cut off, and whoever then asks for the script by its hash means the one that was cut.
 */
export class Scripts {
  private readonly cut = new Map<string, string>();

  toRedis(args: readonly string[]): string[] {
    const [command = "", second = ""] = args.map((arg) => arg.toLowerCase());
    if (command === "eval") return this.without(args, 1);
    if (command === "script" && second === "load") return this.without(args, 2);
    if (command === "evalsha") {
      const [name = "", hash = "", ...rest] = args;
      return [name, this.cut.get(hash.toLowerCase()) ?? hash, ...rest];
    }
    return [...args];
  }

  private without(args: readonly string[], place: number): string[] {
    const script = args[place] ?? "";
    const plain = script.replace(/^#!lua[^\n]*/, "");
    this.cut.set(sha1(script), sha1(plain));
    return args.with(place, plain);
  }
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
