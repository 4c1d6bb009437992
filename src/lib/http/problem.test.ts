import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { problemResponse, problemSchema, toAppError } from "#lib/http/problem.ts";
import { AppError, ERRORS, type ErrorCode } from "#lib/platform/errors.ts";

vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
vi.stubEnv("LOG_LEVEL", "silent");

describe("an error", () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])(
    "%s has one status, one title and one shape",
    async (code) => {
      const response = problemResponse(new AppError(code, "Why, and what to do."), "request-1");
      const body = problemSchema.parse(await response.json());
      expect(response.status).toBe(ERRORS[code].status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(response.headers.get("x-request-id")).toBe("request-1");
      expect(body).toMatchObject({
        code,
        status: ERRORS[code].status,
        title: ERRORS[code].title,
        detail: "Why, and what to do.",
        requestId: "request-1",
      });
    },
  );

  it("names every field that is wrong", () => {
    const schema = z.object({ deal: z.object({ name: z.string().min(1) }), limit: z.number() });
    const parsed = schema.safeParse({ deal: { name: "" }, limit: "x" });
    const error = toAppError(parsed.error, "request-1");
    expect(error.status).toBe(422);
    expect(error.errors.map(({ path }) => path)).toEqual(["deal.name", "limit"]);
  });

  it("that nobody expected shows its request id and nothing of its cause", async () => {
    const secret = new Error('connect to postgres://user:password@host failed: relation "Deal"');
    const error = toAppError(secret, "request-2");
    const text = await problemResponse(error, "request-2").text();
    expect(text).toContain("request-2");
    expect(text).not.toMatch(/password|relation|postgres/);
  });

  it("of a database that is away asks to come back later", () => {
    const away = Object.assign(new Error("Can't reach database server"), { code: "P1001" });
    expect(toAppError(away, "request-3")).toMatchObject({ code: "unavailable", status: 503 });
  });
});
