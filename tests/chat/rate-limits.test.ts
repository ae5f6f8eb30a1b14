import { describe, expect, it } from "vitest";
import { countersInMemory, RateLimits } from "../../src/chat/rate-limits.js";

const asker = (userId: string, serverId?: string) => ({
  platform: "discord",
  userId,
  ...(serverId === undefined ? {} : { serverId }),
});

describe("rate limits", () => {
  it("count by person", async () => {
    const limits = new RateLimits(countersInMemory({ user: 2, server: 100 }));
    await limits.count(asker("anna"));
    await limits.count(asker("anna"));
    await expect(limits.count(asker("anna"))).rejects.toMatchObject({
      code: "rate-limited",
      message: expect.stringMatching(/^Too many requests from you; please try again in \d+ s\.$/),
    });
    await limits.count(asker("ben"));
    await limits.count({ platform: "slack", userId: "anna" });
  });

  it("count by server", async () => {
    const limits = new RateLimits(countersInMemory({ user: 100, server: 2 }));
    await limits.count(asker("anna", "shop"));
    await limits.count(asker("ben", "shop"));
    await expect(limits.count(asker("cleo", "shop"))).rejects.toThrow(/Too many requests from this server/);
    await limits.count(asker("cleo", "other"));
    await limits.count(asker("cleo"));
  });
});
