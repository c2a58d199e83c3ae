// The small change of explanations: quotations, paths through the tree, requirements of the codebook in words.
import type { Sentence } from '../../schema/analysis.ts';
import type { Requirement } from '../../schema/codebook.ts';
import type { Quoted, Reason } from '../../schema/explanation.ts';
import type { GroundedMention } from '../../schema/grounding.ts';
import type { Span } from '../../schema/span.ts';
import { pathToRoot, tokenAt } from '../../schema/tree.ts';
import type { Reading } from '../reading.ts';

/** Who an entity is and how the registries came to say so; stage 3's to tell. */
export type WhoIs = (entity: string, mention: Span) => Reason;

export const quote = ({ report }: Reading, { start, end }: Span): Quoted => ({
  start,
  end,
  text: report.text.slice(start, end),
});

export const tokenQuote = (reading: Reading, sentence: Sentence, token: number): Quoted =>
  quote(reading, tokenAt(sentence, token));

const MOST_LISTED = 8;

/** At most eight of them, and how many more there are. */
export const listed = (items: Iterable<string>): string => {
  const all = [...items];
  const rest = all.length - MOST_LISTED;
  return rest > 1 ? `${all.slice(0, MOST_LISTED).join(', ')} and ${rest} more` : all.join(', ');
};

/** `obj or prep:on: one of decision, plan; or armed`. */
export const asks = ({ slots, lemmas, is, types }: Requirement): string => {
  const what = [
    ...(lemmas ? [`one of ${listed(lemmas)}`] : []),
    ...(is ? [`of class ${is.join(' or ')}`] : []),
    ...(types ? [`an event of type ${types.join(' or ')}`] : []),
  ];
  return `${slots.join(' or ')}: ${what.length > 0 ? what.join(', or ') : 'anything'}`;
};

/** `shelled -nsubj-> forces`; `withdraw <-xcomp- urged -obj-> Ankara`: up to the shared head, then down. */
export const treePath = (sentence: Sentence, from: number, to: number): string => {
  const up = pathToRoot(sentence, from);
  const down = pathToRoot(sentence, to);
  const meeting = up.find(at => down.includes(at));
  if (meeting === undefined) return `${form(sentence, from)} ... ${form(sentence, to)}`;
  const rising = up.slice(0, up.indexOf(meeting));
  const falling = down.slice(0, down.indexOf(meeting)).reverse();
  const head = rising.map(at => `${form(sentence, at)} <-${tokenAt(sentence, at).deprel}- `).join('');
  const tail = falling.map(at => ` -${tokenAt(sentence, at).deprel}-> ${form(sentence, at)}`).join('');
  return `${head}${form(sentence, meeting)}${tail}`;
};

const form = (sentence: Sentence, token: number): string => tokenAt(sentence, token).form;

/** The tree path from a predicate to a mention; a mention of another sentence has none. */
export const pathTo = (
  sentence: Sentence,
  from: number,
  mention: GroundedMention,
  token: number,
): string | null =>
  token < 0 || mention.sentence !== sentence.index || token === from ? null : treePath(sentence, from, token);
