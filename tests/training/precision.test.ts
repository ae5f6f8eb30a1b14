import { expect, it } from "vitest";
import { lines } from "./python.js";

it("bfloat16 is for processors that say they multiply it, this one too, and for no others", async () => {
  const said = await lines(`
import torch
from precision import Path, mixed, multiplies_bfloat16
print(*(multiplies_bfloat16(f"processor\\t: 0\\nflags\\t\\t: fpu {flags}\\n") for flags in ("avx2", "avx512f", "avx512f avx512_bf16")))
print(multiplies_bfloat16("Features : fp asimd"))
here = Path("/proc/cpuinfo")
with mixed(torch.device("cpu")):
  print(torch.is_autocast_cpu_enabled() == (here.exists() and multiplies_bfloat16(here.read_text())))`);
  expect(said.trim().split("\n")).toEqual(["False False True", "False", "True"]);
});
