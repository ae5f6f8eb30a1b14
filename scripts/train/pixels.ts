/**
 * Width and height of a picture fitted inside `size` × `size`: the arithmetic (two decimals, then down) of
 * @xenova/transformers' get_resize_output_image_size for {shortest_edge: size, longest_edge: size}.
 */
export function fitInside(width: number, height: number, size: number): { width: number; height: number } {
  const up = Math.max(size / width, size / height);
  const down = Math.min(size / (width * up), size / (height * up));
  const fit = (edge: number): number => Math.max(1, Math.floor(Number((edge * up * down).toFixed(2))));
  return { width: fit(width), height: fit(height) };
}

/** Background darker than this (minimum of R, G, B) does not count as the white of a studio. */
const WHITE = 238;

/** 0 where near-white is connected to the border (the background of a studio picture), 255 on the product. */
export function whiteFlood(rgb: Uint8Array, size: number): Uint8Array {
  const mask = new Uint8Array(size * size).fill(255);
  const stack: number[] = [];
  const visit = (at: number): void => {
    if (mask[at] !== 255) return;
    const o = at * 3;
    if (Math.min(rgb[o] ?? 0, rgb[o + 1] ?? 0, rgb[o + 2] ?? 0) < WHITE) return;
    mask[at] = 0;
    stack.push(at);
  };
  for (let i = 0; i < size; i++) {
    visit(i);
    visit((size - 1) * size + i);
    visit(i * size);
    visit(i * size + size - 1);
  }
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % size;
    if (x > 0) visit(at - 1);
    if (x < size - 1) visit(at + 1);
    if (at >= size) visit(at - size);
    if (at < size * (size - 1)) visit(at + size);
  }
  return mask;
}
