import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { createOpenApiDocument } from "#lib/http/openapi.ts";
import { env } from "#lib/platform/env.ts";
import packageJson from "../../../../package.json" with { type: "json" };

export const GET = createRoute({
  method: "GET",
  path: "/api/openapi.json",
  summary: "This document",
  tag: "Operations",
  auth: "public",
  limit: "lenient",
  response: z.looseObject({ openapi: z.string() }),
  isBare: true,
  handler: async () => {
    // Loaded on request: the list of routes contains this one.
    const { allRoutes } = await import("../routes.ts");
    const { version } = packageJson;
    return { ...createOpenApiDocument(allRoutes(), { serverUrl: env().appUrl, version }) };
  },
});
