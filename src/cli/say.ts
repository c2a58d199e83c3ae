// What a command tells whoever runs it, on standard error: a terminal gets lines wrapped by word, a file or another
// program one line each.
import { harmless } from '../synopsis/harmless.ts';
import { wrap } from '../synopsis/wrap.ts';
import { isTerminal } from './output.ts';

const WIDTH = 80;
const NARROWEST = 20;
const INDENT = 2;

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

/** The line as it is written there, with its end. */
export const toldTo = (stream: Stream, line: string): string => {
  if (!isTerminal(stream)) return `${harmless(line)}\n`;
  const room = Math.max(NARROWEST, (stream.columns || WIDTH) - 1);
  return wrap([{ text: line, style: null }], room, INDENT)
    .map(({ pieces }) => `${pieces.map(({ text }) => text).join('')}\n`)
    .join('');
};

export const say = (line: string): void => void process.stderr.write(toldTo(process.stderr, line));

/** A message that has lines of its own, some of them set in. */
export const sayLines = (message: string): void => {
  for (const line of message.split('\n')) {
    const margin = /^ */.exec(line)?.[0] ?? '';
    if (margin === '') say(line);
    else process.stderr.write(`${margin}${harmless(line.slice(margin.length))}\n`);
  }
};
