// Why a frame fits a predicate and others do not: the words that name it, what it asks for, what bars it.
import type { Sentence } from '../../schema/analysis.ts';
import type { Frame, Requirement } from '../../schema/codebook.ts';
import { type Quoted, type Reason, reason } from '../../schema/explanation.ts';
import { isOpen } from '../choose.ts';
import {
  type Block,
  bestFrame,
  blockOf,
  type Candidate,
  fitFrame,
  fittingFrames,
  framesFor,
  holds,
} from '../frames.ts';
import { keysAt, type Reading } from '../reading.ts';
import { slotTokens } from '../roles.ts';
import { asks, listed, tokenQuote } from './terms.ts';

export const sourceOf = ({ file, line }: Pick<Frame, 'file' | 'line'>): string => `${file}:${line}`;

const codesOf = ({ type, mode, cameo, acled }: Frame): string =>
  [`${type}${mode ? `/${mode}` : ''}`, cameo && `CAMEO ${cameo}`, acled && `ACLED ${acled}`]
    .filter(Boolean)
    .join(', ');

/** The words in the slots of a requirement that make it hold. */
const holders = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
  need: Requirement,
): Quoted[] =>
  need.slots
    .filter(slot => holds(reading, sentence, token, frame, { ...need, slots: [slot] }))
    .flatMap(slot => slotTokens(reading, sentence, token, slot))
    .map(at => tokenQuote(reading, sentence, at));

const tellBlock = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
  { kind, need }: Block,
): Partial<Reason> & { says: string } => {
  if (kind === 'excludes')
    return {
      says: `barred, for it has ${asks(need)}`,
      words: holders(reading, sentence, token, frame, need),
    };
  const there = need.slots.flatMap(slot => slotTokens(reading, sentence, token, slot));
  return {
    says: `asks for ${asks(need)}; ${there.length > 0 ? 'what is there is not' : 'nothing is there'}`,
    words: there.map(at => tokenQuote(reading, sentence, at)),
  };
};

const tellTrial = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
  best: Candidate | null,
): Reason => {
  const source = sourceOf(frame);
  const block = blockOf(reading, sentence, token, frame);
  if (block) {
    const told = tellBlock(reading, sentence, token, frame, block);
    return reason('considered', `${frame.id} (${codesOf(frame)}): ${told.says}`, {
      source,
      words: told.words ?? [],
    });
  }
  const fit = fitFrame(reading, sentence, token, frame)?.fit ?? 0;
  const says =
    frame === best?.frame
      ? `fits best (${fit})`
      : `fits too, ${fit === best?.fit ? 'as well, but stands later' : `less well (${fit} against ${best?.fit})`}`;
  return reason('considered', `${frame.id} (${codesOf(frame)}): ${says}`, { source });
};

/** Every frame that the predicate's word may stand for, with what became of it. */
export const explainTrials = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  without: Frame | null,
): Reason[] => {
  const best = bestFrame(reading, sentence, token);
  return framesFor(reading, sentence, token)
    .filter(frame => frame !== without)
    .map(frame => tellTrial(reading, sentence, token, frame, best));
};

const wordOf = (reading: Reading, { sentence, token }: Candidate): Reason => {
  const keys = keysAt(reading, sentence, token);
  const key = keys.find(one => reading.codebook.framesByPredicate.has(one));
  return reason('word', key ? `listed as ${key}` : `read as ${listed(keys)}`, {
    words: [tokenQuote(reading, sentence, token)],
  });
};

/** The frame of an event, what it asked for and found, and the frames that it was preferred to. */
export const explainFrame = (reading: Reading, candidate: Candidate): Reason => {
  const { sentence, token, frame } = candidate;
  const [pattern] = frame.predicates.pattern;
  const says = `${frame.id} (${codesOf(frame)}): ${frame.note}`;
  if (pattern !== undefined)
    return reason('frame', says, {
      source: sourceOf(frame),
      because: [reason('pattern', `no one word but what is said makes it: ${pattern}`)],
    });
  if (isOpen(candidate))
    return reason('frame', says, {
      because: [
        wordOf(reading, candidate),
        reason('typer', 'no frame fits the word; the trained model names its type'),
        ...explainTrials(reading, sentence, token, null),
      ],
    });
  const own =
    fittingFrames(reading, sentence, token).find(one => one.frame === frame) ??
    bestFrame(reading, sentence, token);
  const asked = own?.frame ?? frame;
  const because = [
    wordOf(reading, candidate),
    ...(own && own.frame.id !== frame.id
      ? [
          reason('means', `the verb is of ${own.frame.id}; its subject says by what means`, {
            source: sourceOf(own.frame),
          }),
        ]
      : []),
    ...asked.requires.map(need =>
      reason('asks', asks(need), { words: holders(reading, sentence, token, asked, need) }),
    ),
    ...(asked.excludes.length > 0
      ? [reason('bars', `${asked.excludes.map(asks).join('; ')}: not there`)]
      : []),
    ...explainTrials(reading, sentence, token, own?.frame ?? null),
  ];
  return reason('frame', says, { source: sourceOf(frame), because });
};
