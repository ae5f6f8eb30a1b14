import { createLogger } from "../../src/log.js";
import { liveUntilSignalled } from "../../src/service/lifetime.js";

// A process that lives as the bot does and meets with what its argument names; see lifetime.test.ts.

const keepAlive = setInterval(() => undefined, 1000);
liveUntilSignalled(async () => {
  clearInterval(keepAlive);
  process.stdout.write("closed\n");
}, createLogger("info"));

const mishaps: Record<string, () => void> = {
  error: () => {
    throw new Error("half done");
  },
  "broken pipe": () => {
    throw Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  },
  "lost promise": () => void Promise.reject(new Error("nobody waits")),
};
setTimeout(() => mishaps[process.argv[2] ?? ""]?.(), 50);
setTimeout(() => {
  process.stdout.write("still here\n");
  process.kill(process.pid, "SIGTERM");
}, 500);
