import { HaberdasherError } from "../../errors.js";

const WHY: Readonly<Record<string, string>> = {
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ENOENT: "it is gone",
};

/** Whether the system refused something, rather than that what it gave makes no sense. */
export const isSystemFault = (thrown: unknown): thrown is NodeJS.ErrnoException =>
  thrown instanceof Error && "syscall" in thrown;

/** What the system refuses of a source's files, as a sentence; everything else as it is. */
export function readable(thrown: unknown, spec: string): unknown {
  if (!isSystemFault(thrown)) return thrown;
  const { path = spec, code = "unknown reason" } = thrown;
  return new HaberdasherError("not-found", `${path} cannot be read: ${WHY[code] ?? code}.`, {
    cause: thrown,
  });
}
