// Preloaded into the bot's process by NODE_OPTIONS: on SIGUSR2 an inference worker crashes, hangs or runs out of memory, in
// turn. It lives in the worker threads as well, where the harm is done; the bot itself knows nothing of it.
const { BroadcastChannel, isMainThread } = require("node:worker_threads");

const ORDERS = ["crash", "hang", "memory"];

const FAULTS = {
  crash: () => process.exit(7),
  hang: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  memory() {
    const hoard = [];
    for (;;) hoard.push({ text: `coat ${hoard.length}` });
  },
};

const channel = new BroadcastChannel("saboteur");
channel.unref();
if (isMainThread) {
  let at = 0;
  process.on("SIGUSR2", () => channel.postMessage(ORDERS[at++ % ORDERS.length]));
} else {
  channel.onmessage = ({ data }) => FAULTS[data]?.();
}
