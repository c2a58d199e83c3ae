// What `actors show` and `places show` print: entries of a head line and facts under it, broken at 80 columns.
import { wrap } from '../synopsis/wrap.ts';

const COLUMNS = 80;

/** The text in lines of at most 80 columns, all after the first set in by `indent`. */
const broken = (text: string, indent: number, room = COLUMNS): string[] =>
  wrap([{ text, style: null }], room, indent).map(({ pieces }) => pieces.map(piece => piece.text).join(''));

export interface Entry {
  readonly head: string;
  readonly facts: readonly string[];
}

/** Head at the margin, facts two columns in; what runs on stands four columns in. */
export const writeEntry = ({ head, facts }: Entry): string[] => [
  ...broken(head, 4),
  ...facts.flatMap(fact => broken(fact, 2, COLUMNS - 2).map(line => `  ${line}`)),
];

export const paragraph = (text: string): string[] => broken(text, 2);
