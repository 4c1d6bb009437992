import { routes } from "../routes.ts";

export const GET = routes.stages;
export const PUT = routes.mapStages;
