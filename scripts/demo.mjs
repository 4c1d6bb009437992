import { launch } from "./support/launch.mjs";

await launch("scripts/demo.ts");
