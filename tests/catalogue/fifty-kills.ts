import { killedBuild } from "./killed-build.js";
import { temporaryFolder } from "./workshop.js";

// kill -9 at fifty random moments of a longer build: `npm run test:kills -- [KILLS] [SEED] [ROWS]`.
const [kills = "50", seed = "fifty", rows = "480"] = process.argv.slice(2);
const room = await temporaryFolder();
try {
  const { different, resumed } = await killedBuild(room.path, Number(rows), Number(kills), seed);
  console.log(
    `${kills} kills, ${resumed} runs that went on where another stopped: ${different.length === 0 ? "the content is the same" : `DIFFERENT: ${different.join(", ")}`}.`,
  );
  process.exitCode = different.length === 0 ? 0 : 1;
} finally {
  await room.remove();
}
