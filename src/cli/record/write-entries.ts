// Things from the store -> standard output or a file, for people or for programs.
import { Option } from 'commander';
import { harmless } from '../../synopsis/harmless.ts';
import { withOutput } from '../output.ts';
import { type Entry, entryText } from './entry.ts';

const LIST_FORMS = ['text', 'json', 'jsonl'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

export const toOption = (): Option =>
  new Option('--to <form>', 'text: for reading; json: one value; jsonl: a line each')
    .choices(LIST_FORMS)
    .default('text');

const WIDTH = 80;

export const textWidth = (): number => Math.min(Math.max(process.stdout.columns ?? WIDTH, 40), 120);

export interface Written<Item> {
  readonly items: AsyncIterable<Item> | Iterable<Item>;
  readonly entry: (item: Item) => Entry;
  /** Said on standard error where there is nothing. */
  readonly nothing: string;
}

/** Writes each as it comes and returns how many there were. */
export const writeEntries = async <Item>(
  to: ListForm,
  out: string | null,
  { items, entry, nothing }: Written<Item>,
): Promise<number> => {
  let count = 0;
  const counted = async function* (): AsyncGenerator<Item> {
    for await (const item of items) {
      count++;
      yield item;
    }
  };
  await withOutput(out, async output => {
    const { writeJsonArray, writeJsonLines } = await import('../json-stream.ts');
    if (to === 'jsonl') await writeJsonLines(output, counted());
    else if (to === 'json') {
      await writeJsonArray(output, counted());
      await output.write('\n');
    } else
      for await (const item of counted())
        await output.write(`${count > 1 ? '\n' : ''}${entryText(entry(item), textWidth())}`);
  });
  if (count === 0) process.stderr.write(`${harmless(nothing)}\n`);
  return count;
};
