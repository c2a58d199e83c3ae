// A predicate's arguments as normalised grammatical functions (schema/codebook.ts, Slot): voice, nominalisation,
// light verbs, control, relative and participial clauses and coordination are undone here, so that a frame is
// written once. After the "enhanced" relations of Universal Dependencies (Schuster and Manning 2016).
import type { Sentence } from '../schema/analysis.ts';
import { childrenBy, pathToRoot, tokenAt } from '../schema/tree.ts';
import { type Argument, add, type Collect } from './collect.ts';
import { nominalArguments } from './nominal-arguments.ts';
import { caseOf, isPassive } from './predicate-form.ts';
import type { Reading } from './reading.ts';
import { verbArguments } from './verb-arguments.ts';

/** In order of discovery: the predicate's own dependents first, then what it shares with its head. */
export const argumentsOf = (reading: Reading, sentence: Sentence, token: number): readonly Argument[] => {
  const memo = reading.argumentMemo[sentence.index];
  const known = memo?.get(token);
  if (known) return known;
  const { upos } = tokenAt(sentence, token);
  const found: Argument[] = [];
  // Remembered before it is filled: shared arguments are looked up towards the root, so a lookup never comes back.
  memo?.set(token, found);
  const collect: Collect = {
    reading,
    sentence,
    found,
    argumentsAt: at => argumentsOf(reading, sentence, at),
  };
  if (upos === 'VERB' || upos === 'AUX') verbArguments(collect, token);
  else nominalArguments(collect, token);
  for (const child of childrenBy(sentence, token, 'amod', 'compound', 'advmod', 'det', 'nmod:poss'))
    add(collect, 'mod', child);
  addSpeaker(collect, token);
  lowAttached(collect, token);
  return found;
};

/**
 * "shared the files with Germany", "the delivery of aid to Gaza by Jordan": a phrase that hangs on the undergoer may
 * belong to the predicate; parsers and readers cannot tell, so frames may take it, after the predicate's own.
 */
const lowAttached = (collect: Collect, token: number): void => {
  const { sentence, found } = collect;
  const nominal = !['VERB', 'AUX'].includes(tokenAt(sentence, token).upos);
  const own = new Set(found.map(a => a.slot));
  const passive = !nominal && isPassive(sentence, token);
  let level = found
    .filter(
      a =>
        !a.shared &&
        (a.slot === 'obj' ||
          a.slot === 'time' ||
          a.slot.startsWith('prep:') ||
          // "was returned by officials to Spain": what follows the agent is the verb's
          (a.slot === 'subj' && passive && a.token > token)),
    )
    .map(a => a.token);
  for (let depth = 0; depth < 2; depth++) {
    const next: number[] = [];
    for (const host of level.flatMap(at => [at, ...childrenBy(sentence, at, 'conj')]))
      for (const child of [...childrenBy(sentence, host, 'nmod'), ...participial(sentence, host)]) {
        if (tokenAt(sentence, child).deprel === 'nmod:poss') continue;
        const marker = caseOf(sentence, child);
        if (!marker) continue;
        next.push(child);
        if (marker === 'of') continue;
        if (!own.has(`prep:${marker}`)) add(collect, `prep:${marker}`, child, true, true);
        if (marker === 'by' && (nominal || passive) && !own.has('subj'))
          add(collect, 'subj', child, true, true);
      }
    level = next;
  }
};

/** "lifted the sanctions imposed on Eritrea": what the participle says of the object is said of the whole. */
const participial = (sentence: Sentence, noun: number): number[] =>
  childrenBy(sentence, noun, 'acl')
    .filter(clause => ['VBN', 'VBD'].includes(tokenAt(sentence, clause).xpos))
    .filter(clause => childrenBy(sentence, clause, 'nsubj', 'aux', 'mark').length === 0)
    .flatMap(clause => childrenBy(sentence, clause, 'obl').filter(child => caseOf(sentence, child) !== 'by'));

/** "He declared that a meeting would be impossible": who says the clause that the predicate heads. */
const addSpeaker = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  for (const at of pathToRoot(sentence, token).slice(0, 6)) {
    const { head, deprel } = tokenAt(sentence, at);
    // "a deal is out of reach, the envoy said": the cue hangs on the clause
    const after = childrenBy(sentence, at, 'parataxis').find(child => speakerOfCue(collect, child));
    if (after !== undefined && speakerOfCue(collect, after)) return;
    if ((deprel === 'ccomp' || deprel === 'parataxis') && head >= 0 && speakerOfCue(collect, head)) return;
  }
};

const speakerOfCue = (collect: Collect, cue: number): boolean => {
  const { sentence, reading } = collect;
  const { upos, lemma } = tokenAt(sentence, cue);
  if (!reading.codebook.speechCues.has(`${upos}:${lemma.toLowerCase()}`)) return false;
  const speaker = argumentsOf(reading, sentence, cue).find(a => a.slot === 'subj');
  if (speaker) add(collect, 'speaker', speaker.token, true);
  return speaker !== undefined;
};
