// The mode of an event: the frame's own, that of what is demanded or threatened, or the weapon and manner named with it.
import { eventTypeInfo } from '../schema/plover.ts';
import { subtreeOf, tokenAt } from '../schema/tree.ts';
import { bestFrame, type Candidate } from './frames.ts';
import { namedIn } from './means.ts';
import { caseOf } from './predicate-form.ts';
import type { Reading } from './reading.ts';
import { clauseOf } from './where-when.ts';

export const modeOf = (reading: Reading, candidate: Candidate): string | null => {
  const { sentence, content, frame } = candidate;
  if (!frame.modeByContent) return frame.mode ?? modeByMeans(reading, candidate);
  for (const token of content) {
    const embedded = bestFrame(reading, sentence, token);
    const mode = embedded && frame.modeByContent[embedded.frame.type];
    if (mode) return mode;
  }
  return frame.modeByContent.other ?? frame.mode;
};

/** "killed six with machetes": what an attack is done with, where its own clause names it and no other attack in it. */
const modeByMeans = (reading: Reading, { sentence, token, frame }: Candidate): string | null => {
  if (frame.type !== 'ASSAULT') return null;
  const { modes } = eventTypeInfo(frame.type);
  const inside = new Set(
    subtreeOf(
      sentence,
      clauseOf(sentence, token),
      (t, at) =>
        at !== token && (t.deprel === 'acl:relcl' || t.deprel === 'parataxis' || t.deprel === 'advcl'),
    ),
  );
  if (!inside.has(token)) return null;
  const named = namedIn(reading, sentence).means.filter(
    ({ means, from, to }) =>
      means.mode !== null &&
      means.mode in modes &&
      inside.has(from) &&
      !isOther(reading, sentence, token, from, to),
  );
  const [best] = named.sort((a, b) => a.means.rank - b.means.rank);
  return best?.means.mode ?? null;
};

const agentive = new Set(['by', 'with', 'in', 'from', 'using']);

/** A weapon word that is an event of its own ("after a mortar attack, gunmen stormed the camp") tells of that one. */
const isOther = (
  reading: Reading,
  sentence: Candidate['sentence'],
  token: number,
  from: number,
  to: number,
): boolean => {
  for (let at = from; at < to; at++)
    for (const noun of [at, tokenAt(sentence, at).head]) {
      if (noun < 0 || noun === token || tokenAt(sentence, noun).upos !== 'NOUN') continue;
      if (bestFrame(reading, sentence, noun) && tokenAt(sentence, noun).head !== token) return true;
      // "after a mortar attack, gunmen stormed the camp"
      if (bestFrame(reading, sentence, noun) && !agentive.has(caseOf(sentence, noun) ?? 'by')) return true;
    }
  return false;
};
