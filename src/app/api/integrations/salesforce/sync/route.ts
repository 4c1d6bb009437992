import { routes } from "../routes.ts";

export const maxDuration = 300;

export const POST = routes.sync;
