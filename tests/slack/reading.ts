import { vi } from "vitest";

/** The blocks of a message, to look for words in. */
export const json = (message: { blocks: readonly unknown[] } | undefined) => JSON.stringify(message?.blocks);

/** Waits until a check passes. */
export const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
