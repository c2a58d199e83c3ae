// Values one after another -> one JSON array, each element on a line of its own, written as they come.
import type { Output } from './output.ts';

export const writeJsonArray = async (
  output: Output,
  values: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<void> => {
  let before = '[\n';
  for await (const value of values) {
    await output.write(before + JSON.stringify(value));
    before = ',\n';
  }
  await output.write(before === '[\n' ? '[]' : '\n]');
};

export const writeJsonLines = async (
  output: Output,
  values: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<void> => {
  for await (const value of values) await output.write(`${JSON.stringify(value)}\n`);
};
