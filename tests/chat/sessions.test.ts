import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../src/chat/sessions.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";

const session: Session = {
  command: "similar",
  title: "Lookalikes, in red",
  question: {
    text: "in red",
    vector: [0.5, -0.25, 1],
    likeIds: ["15970"],
    filters: { facets: { colour: ["Red", "Navy Blue"] }, maxPrice: 80 },
  },
  fingerprint: "abc",
  shown: ["1163", "15970"],
  folded: [[], ["15971"]],
  count: 6,
  private: false,
  userId: "U1",
  platform: "slack",
};

const limits = { sessionDays: 30, sessions: 1000 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-sessions-"));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

describe("sessions", () => {
  it("come back after a restart as they went", async () => {
    const before = await openSessions(folder, limits);
    const id = await before.create(session);
    await before.close();
    const after = await openSessions(folder, limits);
    expect(await after.get(id)).toEqual(session);
    await after.close();
  });

  it("need neither words nor picture", async () => {
    const sessions = await openSessions(folder, limits);
    const bare = { ...session, question: {} };
    expect(await sessions.get(await sessions.create(bare))).toEqual(bare);
    await sessions.close();
  });

  it("have ids of 16 characters that cannot be guessed from each other", async () => {
    const sessions = await openSessions(folder, limits);
    const ids = await Promise.all(Array.from({ length: 50 }, () => sessions.create(session)));
    expect(new Set(ids.map((id) => id.slice(6))).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[\w-]{16}$/);
    await sessions.close();
  });

  it("are seen by another process that shares the folder", async () => {
    const [one, two] = await Promise.all([openSessions(folder, limits), openSessions(folder, limits)]);
    const id = await one.create(session);
    expect(await two.get(id)).toEqual(session);
    await Promise.all([one.close(), two.close()]);
  });

  it("end after their days", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-06-01") });
    const sessions = await openSessions(folder, limits);
    const id = await sessions.create(session);
    vi.setSystemTime(new Date("2026-06-30"));
    expect(await sessions.get(id)).toEqual(session);
    vi.setSystemTime(new Date("2026-07-02"));
    expect(await sessions.get(id)).toBeUndefined();
    await sessions.close();
  });

  it("give way to newer ones when there are too many", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-06-01") });
    const sessions = await openSessions(folder, { sessionDays: 30, sessions: 150 });
    const ids: string[] = [];
    for (let minute = 0; minute < 301; minute++) {
      vi.setSystemTime(new Date(Date.UTC(2026, 5, 1, 0, minute)));
      ids.push(await sessions.create(session));
    }
    const found = await Promise.all(ids.map((id) => sessions.get(id)));
    expect(found.filter(Boolean)).toHaveLength(150);
    expect(found.slice(-150).every(Boolean)).toBe(true);
    await sessions.close();
  });

  it("are as many as there may be, however many people go on from them and vote on them", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-06-01") });
    const sessions = await openSessions(folder, { sessionDays: 30, sessions: 150 });
    const ids: string[] = [];
    for (let minute = 0; minute < 301; minute++) {
      vi.setSystemTime(new Date(Date.UTC(2026, 5, 1, 0, minute)));
      const id = await sessions.create(session);
      await sessions.setLast(`place ${minute}`, id);
      await sessions.vote(id, { platform: "discord", userId: "42" }, "1163", "up");
      ids.push(id);
    }
    const found = await Promise.all(ids.map((id) => sessions.get(id)));
    expect(found.map(Boolean)).toEqual(ids.map((_, minute) => minute >= 151));
    const last = await Promise.all(ids.map((_, minute) => sessions.last(`place ${minute}`)));
    expect(last).toEqual(ids.map((id, minute) => (minute >= 151 ? id : undefined)));
    const votes = await Promise.all(
      ids.map((id) => sessions.votes(id, { platform: "discord", userId: "42" })),
    );
    expect(votes.map(({ up }) => up.length)).toEqual(ids.map((_, minute) => (minute >= 151 ? 1 : 0)));
    await sessions.close();
  });

  it("are nothing for an id that was never given", async () => {
    const sessions = await openSessions(folder, limits);
    for (const id of ["", "zzzzzz0123456789", "-", "\u0000"]) expect(await sessions.get(id)).toBeUndefined();
    await sessions.close();
  });

  it("lie in a folder that only its owner may read", async () => {
    const sessions = await openSessions(folder, limits);
    expect((await stat(join(folder, "sessions"))).mode & 0o777).toBe(0o700);
    await sessions.close();
  });

  it("say which folder cannot be used", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(openSessions(join(folder, "file"), limits)).rejects.toMatchObject({
      code: "settings",
      message: expect.stringContaining(join(folder, "file", "sessions")),
    });
  });
});
