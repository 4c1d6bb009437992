import { buildWorld } from "./build-world.ts";
import { changedTables, digestOfAll, digestOfTenants, razeWorld } from "./database.ts";
import { FOREIGN, SECOND, STRANGER } from "./world.ts";

const STRANGERS = [SECOND, FOREIGN, STRANGER];

let isClean = false;
let before: Record<string, string>;
let strangersBefore: Record<string, string>;

/** Sets the world up as it was built, unless nothing has been changed in it. */
export async function setStage(): Promise<void> {
  if (isClean) return;
  await razeWorld();
  await buildWorld();
  before = await digestOfAll();
  strangersBefore = await digestOfTenants(STRANGERS);
  isClean = true;
}

/** The tables in which something is other than it was, and those where it belongs to strangers. */
export async function whatChanged(): Promise<{ all: string[]; ofStrangers: string[] }> {
  const all = changedTables(before, await digestOfAll());
  isClean = all.length === 0;
  return {
    all,
    ofStrangers: isClean ? [] : changedTables(strangersBefore, await digestOfTenants(STRANGERS)),
  };
}
