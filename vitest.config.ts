import { defineConfig } from "vitest/config";

// The suites that need more than Node and the package registry (pictures of
// others, Chromium, PyTorch, a server) live in folders and scripts of their own.
const elsewhere = [
  "tests/data/**",
  "tests/browser/**",
  "tests/training/**",
  "tests/servers/**",
  "tests/container/**",
  "tests/postgres/**",
  "tests/database-server/**",
  "tests/soak/**",
];

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: process.env.HABERDASHER_SUITE ? [] : elsewhere,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: "forks",
  },
});
