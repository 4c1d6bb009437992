import { launch } from "./support/launch.mjs";

launch("scripts/verify.ts");
