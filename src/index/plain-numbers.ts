/**
 * hnswlib-node takes plain arrays only, and copies what it is given before the call ends. So one array is filled anew for
 * every call: with 256 numbers that takes 0.4 µs, and making one with `Array.from` 5.7 µs, as measured.
 */
export function plainNumbers(length: number): (vector: Float32Array) => number[] {
  const numbers = new Array<number>(length).fill(0.5);
  return (vector) => {
    for (let at = 0; at < length; at++) numbers[at] = vector[at] ?? 0;
    return numbers;
  };
}
