import { readFile } from "node:fs/promises";

/** Resident megabytes of a process, where the system tells. */
export async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** A figure of `/metrics` by its name and labels, as they stand there; the sum over all that begin so. */
export async function metric(page: string, name: string): Promise<number> {
  const text = await (await fetch(`${page}/metrics`)).text();
  const values = text
    .split("\n")
    .filter((line) => line.startsWith(name))
    .map((line) => Number(line.split(" ").at(-1)));
  return values.reduce((sum, value) => sum + value, 0);
}

export interface Point {
  readonly minutes: number;
  readonly value: number;
}

/** The rise of the straight line through the points (least squares), per minute. */
export function slope(points: readonly Point[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(({ minutes }) => minutes));
  const y = mean(points.map(({ value }) => value));
  const rise = points.reduce((sum, { minutes, value }) => sum + (minutes - x) * (value - y), 0);
  const run = points.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  return run === 0 ? 0 : rise / run;
}

export function percentile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}
