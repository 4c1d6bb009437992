import { launch } from "./support/launch.mjs";

launch("scripts/demo.ts");
