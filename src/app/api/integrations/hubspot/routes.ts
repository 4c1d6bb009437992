import { z } from "zod";
import { crmRoutes } from "../crm-routes.ts";

export const routes = crmRoutes("hubspot", {
  apiKey: z
    .string()
    .max(1_000)
    .meta({ description: "A Service Key, or the token of a private app." }),
});
