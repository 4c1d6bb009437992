import { z } from "zod";
import { crmRoutes } from "../crm-routes.ts";

export const routes = crmRoutes("salesforce", {
  instanceUrl: z.string().max(500),
  apiKey: z.string().max(4_000).optional().meta({ description: "An access token." }),
  clientId: z.string().max(500).optional(),
  clientSecret: z.string().max(500).optional(),
});
