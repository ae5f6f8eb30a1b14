/**
 * Works on several items at a time and gives the results in the items' order. Stops taking items when the reader stops.
 * @param atOnce items under way
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // Whoever awaits it hears of a failure; until then it must not count as unhandled.
      result.catch(() => {});
      underWay.push(result);
      const first = underWay.length < atOnce ? undefined : underWay.shift();
      if (first !== undefined) yield await first;
    }
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) yield await first;
  } finally {
    await Promise.allSettled(underWay);
  }
}
