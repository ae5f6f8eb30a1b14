import { describe, expect, it } from "vitest";
import { restarting, withDeadline } from "../../src/chat/deadline.js";

const never = new AbortController().signal;
const stubborn = () => new Promise<string>(() => {});

describe("a deadline", () => {
  it("hands through what the work answers", async () => {
    await expect(withDeadline(never, 1000, async () => "answer")).resolves.toBe("answer");
  });

  it("ends work that does not heed its signal", async () => {
    await expect(withDeadline(never, 5, stubborn)).rejects.toMatchObject({ code: "timeout" });
  });

  it("ends when the asker goes away, before or while it works", async () => {
    await expect(withDeadline(AbortSignal.abort(), 1000, stubborn)).rejects.toMatchObject({
      code: "cancelled",
    });
    const gone = new AbortController();
    const work = withDeadline(gone.signal, 1000, stubborn);
    gone.abort();
    await expect(work).rejects.toMatchObject({ code: "cancelled" });
  });

  it("hands on why the asker is sent away, where the signal says so", async () => {
    const gone = new AbortController();
    const work = withDeadline(gone.signal, 1000, stubborn);
    const reason = restarting();
    gone.abort(reason);
    await expect(work).rejects.toBe(reason);
    await expect(withDeadline(gone.signal, 1000, stubborn)).rejects.toBe(reason);
  });

  it("tells the work", async () => {
    let told: unknown;
    const work = withDeadline(never, 5, (signal) => {
      signal.addEventListener("abort", () => {
        told = signal.reason;
      });
      return stubborn();
    });
    const reason = await work.catch((thrown: unknown) => thrown);
    expect(reason).toBe(told);
    expect(reason).toMatchObject({ code: "timeout" });
  });
});
