import { routes } from "./routes.ts";

export const { PUT, DELETE } = routes;
