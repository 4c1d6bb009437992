import { createHash, randomBytes } from "node:crypto";

const BYTES = 32;

/** What goes into the mail, and what is kept of it. Whoever reads the database can open no invitation. */
export function newInviteToken(): { token: string; tokenHash: string } {
  const token = randomBytes(BYTES).toString("base64url");
  return { token, tokenHash: hashInviteToken(token) };
}

/** Long and random, so that a plain digest cannot be searched for. */
export function hashInviteToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
