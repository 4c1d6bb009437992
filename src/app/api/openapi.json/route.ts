import { z } from "zod";
import { createRoute, type RouteHandler } from "#lib/http/create-route.ts";
import { createOpenApiDocument } from "#lib/http/openapi.ts";
import { env } from "#lib/platform/env.ts";
import packageJson from "../../../../package.json" with { type: "json" };
import { allRoutes } from "../routes.ts";

export const GET: RouteHandler = createRoute({
  method: "GET",
  path: "/api/openapi.json",
  summary: "This document",
  tag: "Operations",
  auth: "public",
  limit: "lenient",
  response: z.looseObject({ openapi: z.string() }),
  isBare: true,
  handler: async () => {
    const routes = [...allRoutes(), GET.declaration];
    const { version } = packageJson;
    return { ...createOpenApiDocument(routes, { serverUrl: env().appUrl, version }) };
  },
});
