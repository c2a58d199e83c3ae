// Events that no single word names but a statement makes: saying what another must do is a request, laying a wrong at
// another's door is an accusation. The codebook's frames with a `pattern` say what they count as.
import type { Sentence } from '../schema/analysis.ts';
import type { Pattern } from '../schema/codebook.ts';
import { childrenBy, pathToRoot, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import { argumentsOf } from './arguments.ts';
import { bestFrame, type Candidate } from './frames.ts';
import type { Reading } from './reading.ts';
import { type Filler, fillersAt, isActor } from './roles.ts';
import type { Speech } from './speech.ts';

const obligations = new Set(['must', 'should', 'ought']);
/** Acts that only pass on what is said; the others have frames of their own. */
const plainActs = new Set(['says', 'demands', 'accuses']);

/** Candidates made of statements whose cue is no event itself. */
export const impliedEvents = (reading: Reading, speeches: readonly Speech[]): Candidate[] =>
  speeches.flatMap(speech => {
    const { sentence, token, cue, speaker, content } = speech;
    if (!speaker || !content || !plainActs.has(cue.act) || bestFrame(reading, sentence, token)) return [];
    // "according to local media" passes on what others say
    if (!isActor(speaker.entity) || tokenAt(sentence, token).upos !== 'VERB') return [];
    return (
      impliedBy(reading, speech, 'obligation', speaker, obligated(reading, sentence, content, speaker)) ??
      impliedBy(reading, speech, 'wrong', speaker, wronged(reading, sentence, content, speaker)) ??
      []
    );
  });

interface Implied {
  readonly recipients: readonly Filler[];
  readonly content: readonly number[];
}

const impliedBy = (
  reading: Reading,
  { sentence, token }: Speech,
  pattern: Pattern,
  speaker: Filler,
  implied: Implied | null,
): Candidate[] | null => {
  const frame = reading.codebook.framesByPredicate.get(`PATTERN:${pattern}`)?.[0];
  if (!frame || !implied) return null;
  const { recipients, content } = implied;
  return [
    { sentence, token, frame, actors: [speaker], recipients, mediators: [], places: [], content, fit: 1 },
  ];
};

const isOther = (filler: Filler, speaker: Filler): boolean =>
  isActor(filler.entity) && filler.entity.id !== speaker.entity.id;

const isForeign = (filler: Filler, speaker: Filler): boolean =>
  isOther(filler, speaker) && filler.entity.actor?.country !== speaker.entity.actor?.country;

/** "he said Turkey must withdraw": a predicate under obligation whose doer is another party. */
const obligated = (
  reading: Reading,
  sentence: Sentence,
  content: readonly number[],
  speaker: Filler,
): Implied | null => {
  for (const token of content) {
    const bound =
      childrenBy(sentence, token, 'aux').some(aux =>
        obligations.has(tokenAt(sentence, aux).lemma.toLowerCase()),
      ) || isNeed(sentence, token);
    if (!bound) continue;
    const doers = argumentsOf(reading, sentence, token)
      .filter(a => a.slot === 'subj')
      .flatMap(a => fillersAt(reading, sentence, a.token, 'subj'))
      .filter(filler => isOther(filler, speaker));
    if (doers.length > 0) return { recipients: doers, content: [token] };
  }
  return null;
};

/** "Sweden needs to extradite the suspects". */
const isNeed = (sentence: Sentence, token: number): boolean => {
  const { lemma, upos } = tokenAt(sentence, token);
  return (
    upos === 'VERB' &&
    (lemma === 'need' || lemma === 'have') &&
    childrenBy(sentence, token, 'xcomp').some(child => childrenBy(sentence, child, 'mark').length > 0)
  );
};

/** Slots in which whoever stands beside a wrong is the one blamed: "made in Ankara", "Israel's aggression". */
const blamed = new Set(['subj', 'poss', 'compound', 'prep:by', 'prep:in', 'prep:from', 'prep:of']);

/** "will back a resolution that tightens the blockade": what a relative or adverbial clause adds is not the point. */
const isAside = (sentence: Sentence, token: number, inside: ReadonlySet<number>): boolean =>
  pathToRoot(sentence, token)
    .filter(at => inside.has(at) && inside.has(tokenAt(sentence, at).head))
    .some(at => ['acl', 'advcl'].includes(relation(tokenAt(sentence, at))));

/** "terrorism is made in Turkey", "the chaos was created by Arab states", "it is an American occupation". */
const wronged = (
  reading: Reading,
  sentence: Sentence,
  content: readonly number[],
  speaker: Filler,
): Implied | null => {
  const inside = new Set(content);
  for (const token of content) {
    const t = tokenAt(sentence, token);
    if (t.upos !== 'NOUN' || !reading.codebook.wrongs.has(t.lemma.toLowerCase())) continue;
    if (isAside(sentence, token, inside)) continue;
    const holders = [token];
    const rel = relation(t);
    // the wrong is what is done, or what something is said to be: look at its predicate too
    if ((rel === 'nsubj' || rel === 'obj') && inside.has(t.head)) holders.push(t.head);
    // "terrorism in Syria is a Turkish industry": a place inside the wrong's own phrase is where, not who
    const own = new Set(rel === 'nsubj' || rel === 'obj' ? subtreeOf(sentence, token) : []);
    for (const holder of holders)
      for (const { slot, token: filler } of argumentsOf(reading, sentence, holder)) {
        if (!blamed.has(slot) || (holder !== token && own.has(filler))) continue;
        if (holder === token && slot.startsWith('prep:') && slot !== 'prep:by') continue;
        const found = fillersAt(reading, sentence, filler, 'subj').filter(one => isForeign(one, speaker));
        if (found.length > 0) return { recipients: found, content: [] };
      }
  }
  return null;
};
