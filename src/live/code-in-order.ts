// A stream of reports coded side by side and given in the order in which they came: the result does not tell how many
// threads there were.
import type { CodedReport } from '../schema/coded-report.ts';

export type Coding = { readonly coded: CodedReport } | { readonly error: unknown };

export interface CodedItem<Item> {
  readonly item: Item;
  /** Null where the item holds nothing to code. */
  readonly coding: Coding | null;
}

interface InLine<Item> {
  readonly item: Item;
  readonly settled: Promise<void>;
  coding: Coding | null;
  isSettled: boolean;
}

const begin = <Item>(item: Item, work: Promise<CodedReport> | null): InLine<Item> => {
  const entry: { -readonly [Key in keyof InLine<Item>]: InLine<Item>[Key] } = {
    item,
    coding: null,
    isSettled: work === null,
    settled: Promise.resolve(),
  };
  const settle = (coding: Coding): void => {
    entry.coding = coding;
    entry.isSettled = true;
  };
  if (work)
    entry.settled = work.then(
      coded => settle({ coded }),
      (error: unknown) => settle({ error }),
    );
  return entry;
};

/**
 * Gives what is ready together: never waits for more input while something is ready.
 * @param code null for an item that holds nothing to code.
 * @param most items at hand.
 */
export async function* codeInOrder<Item>(
  items: AsyncIterable<Item>,
  code: (item: Item) => Promise<CodedReport> | null,
  most: number,
): AsyncGenerator<readonly CodedItem<Item>[]> {
  const input = items[Symbol.asyncIterator]();
  const line: InLine<Item>[] = [];
  let next: Promise<void> | null = null;
  let hasEnded = false;
  let failure: { readonly error: unknown } | null = null;
  const takeNext = (): Promise<void> =>
    input
      .next()
      .then(
        ({ value, done }) => {
          if (done === true) hasEnded = true;
          else line.push(begin(value, code(value)));
        },
        (error: unknown) => {
          failure = { error };
          hasEnded = true;
        },
      )
      .finally(() => {
        next = null;
      });
  try {
    for (;;) {
      const ready = line.findIndex(({ isSettled }) => !isSettled);
      const batch = line.splice(0, ready < 0 ? line.length : ready);
      if (batch.length > 0) yield batch.map(({ item, coding }) => ({ item, coding }));
      if (hasEnded && line.length === 0) break;
      if (!hasEnded && line.length < most) next ??= takeNext();
      await Promise.race([next, line[0]?.settled].filter(each => each !== null && each !== undefined));
    }
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  } finally {
    await input.return?.();
  }
}
