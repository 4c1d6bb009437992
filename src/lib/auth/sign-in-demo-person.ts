import { SESSION_SECONDS, signDemoToken } from "#lib/auth/demo-token.ts";
import { requireDemo } from "#lib/auth/require-demo.ts";
import { db } from "#lib/platform/db.ts";
import { AppError, notFound } from "#lib/platform/errors.ts";

/**
 * Opens a browser session as a demo person and records it; gives the token for the session cookie.
 *
 * @throws AppError not_found for anybody who is not generated; forbidden when demo sign-in is off.
 */
export async function signInDemoPerson(request: {
  userId: string;
  requestId: string;
  now: Date;
}): Promise<string> {
  const { secret } = requireDemo();
  const person = await db().user.findUnique({
    where: { id: request.userId, isDemo: true },
    select: { id: true, name: true },
  });
  if (!person) throw notFound("That demo person");
  await db().auditLog.create({
    data: {
      actorId: person.id,
      actorName: person.name,
      action: "user.signed_in",
      requestId: request.requestId,
      occurredAt: request.now,
    },
  });
  const { now } = request;
  return await signDemoToken(secret, {
    userId: person.id,
    use: "cookie",
    seconds: SESSION_SECONDS,
    now,
  });
}

/**
 * A bearer token for a demo person, good for `minutes`.
 *
 * @throws AppError not_found, naming the people there are; forbidden when demo sign-in is off.
 */
export async function issueDemoToken(request: {
  email: string;
  minutes: number;
  now: Date;
}): Promise<string> {
  const { secret } = requireDemo();
  const person = await db().user.findUnique({
    where: { email: request.email.toLowerCase(), isDemo: true },
    select: { id: true },
  });
  if (!person) throw await unknownPerson(request.email);
  return await signDemoToken(secret, {
    userId: person.id,
    use: "bearer",
    seconds: request.minutes * 60,
    now: request.now,
  });
}

async function unknownPerson(email: string): Promise<AppError> {
  const people = await db().user.findMany({
    where: { isDemo: true },
    select: { email: true },
    orderBy: { email: "asc" },
    take: 10,
  });
  const known = people.map((person) => person.email).join(", ");
  return new AppError(
    "not_found",
    known
      ? `There is no demo person ${email}. There are: ${known}.`
      : "The database holds no demo people yet: run npm run db:seed.",
  );
}
