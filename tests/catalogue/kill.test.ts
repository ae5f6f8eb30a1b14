import { afterAll, beforeAll, expect, it } from "vitest";
import { killedBuild } from "./killed-build.js";
import { temporaryFolder } from "./workshop.js";

let room: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  room = await temporaryFolder();
});
afterAll(() => room.remove());

// Fifty moments: npm run test:kills
it("kill -9 at five random moments changes nothing in the finished catalogue", {
  timeout: 240_000,
}, async () => {
  expect(await killedBuild(room.path, 96, 5, "five")).toMatchObject({ kills: 5, different: [] });
});
