/** `count` of `size` positions, evenly spread and always the same; all of them where there are no more. */
export function spread(size: number, count: number): number[] {
  const taken = Math.min(size, count);
  return Array.from({ length: taken }, (_, at) => Math.floor(((at + 0.5) * size) / taken));
}
