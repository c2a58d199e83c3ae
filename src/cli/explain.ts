// `synoptic code --explain`: why something was coded so, as text for a terminal or as JSON.
import type { Explanation, Quoted, Reason } from '../schema/explanation.ts';
import { harmless } from '../synopsis/harmless.ts';
import { type Piece, wrap } from '../synopsis/wrap.ts';
import type { Desk } from './desk.ts';
import { explainAll, type FlowOptions } from './flow.ts';
import type { Output } from './output.ts';
import { Refusal } from './refusal.ts';

type Style = 'strong' | 'words' | 'faint';

const CODES: Readonly<Record<Style, string>> = { strong: '1', words: '38;5;74', faint: '2' };

interface Page {
  readonly width: number;
  readonly colour: boolean;
}

/** Where what is said begins. */
const COLUMN = 17;
const INDENT = 2;
/** Characters of a sentence shown on either side of the words. */
const AROUND = 240;
/** Words shown of one quotation. */
const LONGEST = 160;

/** Wrapped and coloured; every line after `margin` columns. */
const lines = ({ width, colour }: Page, pieces: readonly Piece<Style>[], margin = 0): string[] =>
  wrap(pieces, width - margin).map(
    line => ' '.repeat(margin) + line.pieces.map(({ text, style }) => paint(colour, text, style)).join(''),
  );

const paint = (colour: boolean, text: string, style: Style | null): string =>
  colour && style ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;

const plain = (text: string): Piece<Style> => ({ text, style: null });

const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 40)} ... ${text.slice(-30)}` : text;

const quoted = (words: readonly Quoted[]): Piece<Style>[] =>
  words.flatMap(({ text }) => [
    plain(' '),
    { text: `“${harmless(shortened(text))}”`, style: 'words' as const },
  ]);

/** The label in a column of its own, what is said beside it, what it rests on below and further in. */
const reasonLines = (
  page: Page,
  { about, says, words, source, because }: Reason,
  depth: number,
): string[] => {
  const label = ' '.repeat(INDENT * (depth + 1)) + about;
  const margin = Math.max(COLUMN, label.length + 1);
  const said = [
    plain(says),
    ...quoted(words),
    ...(source ? [plain(' '), { text: `[${source}]`, style: 'faint' as const }] : []),
  ];
  const [first = '', ...rest] = lines(page, said, margin);
  const head = paint(page.colour, label, depth === 0 ? 'strong' : 'faint');
  return [
    `${head}${' '.repeat(margin - label.length)}${first.slice(margin)}`,
    ...rest,
    ...because.flatMap(inner => reasonLines(page, inner, depth + 1)),
  ];
};

/** The sentence with the words marked; a very long one only around them. */
const contextPieces = ({ sentence, words }: Explanation): Piece<Style>[] => {
  const at = words.start - sentence.start;
  const before = sentence.text.slice(0, Math.max(0, at));
  const after = sentence.text.slice(Math.max(0, at) + words.text.length);
  return [
    plain(before.length > AROUND ? `... ${before.slice(-AROUND)}` : before),
    { text: `[${shortened(words.text)}]`, style: 'words' },
    plain(after.length > AROUND ? `${after.slice(0, AROUND)} ...` : after),
  ];
};

const renderExplanation = (page: Page, explanation: Explanation): string => {
  const { report, id, says, reasons } = explanation;
  const head: Piece<Style>[] = [
    { text: `${id ?? 'words'}  ${says}`, style: 'strong' },
    { text: `  report ${report}`, style: 'faint' },
  ];
  return [
    ...lines(page, head),
    ...lines(page, contextPieces(explanation), INDENT),
    '',
    ...reasons.flatMap(inner => reasonLines(page, inner, 0)),
  ].join('\n');
};

/** `explanations` in the order of the reports. Throws a Refusal where nothing was found. */
export const writeExplanations = async (
  output: Output,
  inputs: readonly string[],
  options: FlowOptions & { readonly explain: string; readonly json: boolean },
  page: Page,
  desk: Desk,
): Promise<void> => {
  const { explain, json } = options;
  const found: Explanation[] = [];
  for await (const explanations of explainAll(inputs, options, desk, explain)) found.push(...explanations);
  desk.finish();
  if (found.length === 0)
    throw new Refusal(
      `nothing to explain by "${explain}": give an id of the coded report (e3, s1, f2, n4), a character offset, or words of the report; REPORT:e3 where several reports are read`,
    );
  await output.write(
    json
      ? `${JSON.stringify(found, null, 2)}\n`
      : `${found.map(explanation => renderExplanation(page, explanation)).join('\n\n')}\n`,
  );
};
