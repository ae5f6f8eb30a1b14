import { describe, expect, it } from "vitest";
import { lines } from "./python.js";

const asked = (code: string) => lines(`from precision import *\nprint(${code})`).then((said) => said.trim());

describe("bfloat16", () => {
  it("is for processors that say they multiply it, and for accelerators", async () => {
    const flags = (...some: string[]) => JSON.stringify(`processor\t: 0\nflags\t\t: fpu ${some.join(" ")}\n`);
    expect(
      await asked(`multiplies_bfloat16(${flags("avx2")}), multiplies_bfloat16(${flags("avx512f")})`),
    ).toBe("False False");
    expect(await asked(`multiplies_bfloat16(${flags("avx512f", "avx512_bf16")})`)).toBe("True");
    expect(await asked('multiplies_bfloat16("Features : fp asimd")')).toBe("False");
  });
});
