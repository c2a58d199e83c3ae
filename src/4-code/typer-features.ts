// A predicate and its sentence -> features of the typer: the word, its arguments, what the codebook offers for it, and
// the clause it stands in. Each feature has a template and a value, so that a person can read what moved a decision.
import type { Sentence } from '../schema/analysis.ts';
import type { Frame } from '../schema/codebook.ts';
import { childrenBy, childrenOf, pathToRoot, relation, tokenAt } from '../schema/tree.ts';
import { argumentsOf } from './arguments.ts';
import type { Argument } from './collect.ts';
import { fittingFrames, framesFor } from './frames.ts';
import { isPassive, particlesOf } from './predicate-form.ts';
import { entityAt, predicateKeys, type Reading } from './reading.ts';
import { isActor } from './roles.ts';
import { statusOf } from './status.ts';
import type { FeatureSink } from './typer.ts';

const lemmaOf = (sentence: Sentence, token: number): string => tokenAt(sentence, token).lemma.toLowerCase();

export const featuresAt = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  { feature, word }: FeatureSink,
): void => {
  const predicate = tokenAt(sentence, token);
  const name = `${predicate.upos}:${lemmaOf(sentence, token)}`;
  const args = argumentsOf(reading, sentence, token);
  feature('predicate', name);
  word('predicate', predicate);
  for (const particle of particlesOf(sentence, token)) feature('particle', `${name} ${particle}`);
  if (isPassive(sentence, token)) feature('passive', name);
  codebookFeatures(reading, sentence, token, feature);
  argumentFeatures(reading, sentence, name, args, feature, word);
  clauseFeatures(reading, sentence, token, name, feature);
};

/** Types that the codebook lists the predicate under, each once. */
const listedTypes = (reading: Reading, sentence: Sentence, token: number): Frame['type'][] => [
  ...new Set(framesFor(reading, sentence, token).map(frame => frame.type)),
];

const codebookFeatures = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  feature: FeatureSink['feature'],
): void => {
  const listed = listedTypes(reading, sentence, token);
  for (const type of listed) feature('listed', type);
  if (listed.length === 0) feature('listed', 'no');
  const [best, ...others] = fittingFrames(reading, sentence, token);
  if (!best) {
    if (listed.length > 0) feature('fits', 'none');
    return;
  }
  feature('fits', best.frame.type);
  feature('frame', best.frame.id);
  const second = others.find(other => other.frame.type !== best.frame.type);
  if (second) feature('fits also', `${best.frame.type} ${second.frame.type}`);
  const parties = `${best.actors.some(f => isActor(f.entity))} ${best.recipients.some(f => isActor(f.entity))}`;
  feature('parties', parties);
  feature('type and parties', `${best.frame.type} ${parties}`);
};

/** What an argument is: the sector of an actor, else the kind of its entity, else `none`. */
const classOf = (reading: Reading, sentence: Sentence, token: number): string => {
  const entity = entityAt(reading, sentence, token);
  if (!entity) return tokenAt(sentence, token).upos === 'PRON' ? 'pronoun' : 'none';
  if (isActor(entity)) return entity.actor?.sector ?? 'state';
  return entity.kind;
};

const argumentFeatures = (
  reading: Reading,
  sentence: Sentence,
  name: string,
  args: readonly Argument[],
  feature: FeatureSink['feature'],
  word: FeatureSink['word'],
): void => {
  const seen = new Set<string>();
  for (const { slot, token, low } of args) {
    if (low || slot === 'time') continue;
    const filler = tokenAt(sentence, token);
    const lemma = filler.lemma.toLowerCase();
    if (slot === 'mod') {
      if (filler.upos !== 'DET' && filler.upos !== 'NUM') feature('modifier', `${lemma}`);
      continue;
    }
    const what = classOf(reading, sentence, token);
    feature('slot', `${slot} ${what}`);
    if (seen.has(slot)) continue;
    seen.add(slot);
    feature('predicate and slot', `${name} ${slot}`);
    if (slot === 'subj') word('subject', filler);
    else if (slot === 'obj') word('object', filler);
    else if (slot === 'clause') word('clause', filler);
    else if (slot.startsWith('prep:') && !seen.has('oblique')) {
      seen.add('oblique');
      word('oblique', filler);
    }
    if (slot === 'subj' || slot === 'speaker') continue;
    feature('filler', `${slot} ${lemma}`);
    if (slot === 'obj' || slot === 'clause') feature('predicate and filler', `${name} ${lemma}`);
    if (what !== 'none' && slot !== 'clause') continue;
    for (const type of listedTypes(reading, sentence, token)) {
      feature('filler listed', `${slot} ${type}`);
      feature('predicate and filler listed', `${name} ${slot} ${type}`);
    }
  }
  for (const slot of ['subj', 'obj', 'clause']) if (!seen.has(slot)) feature('no slot', slot);
};

const clauseFeatures = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  name: string,
  feature: FeatureSink['feature'],
): void => {
  const t = tokenAt(sentence, token);
  const { status } = statusOf(reading, sentence, token);
  feature('status', status);
  feature('status of a part of speech', `${t.upos} ${status}`);
  feature('relation', `${t.upos} ${t.deprel}`);
  feature('form', t.xpos);
  const depth = Math.min(pathToRoot(sentence, token).length - 1, 5);
  feature('depth', `${depth}`);
  if (sentence.tokens.some(one => one.form === '?')) feature('question', 'yes');
  for (const child of childrenBy(sentence, token, 'advmod', 'aux', 'mark'))
    feature('marker', `${relation(tokenAt(sentence, child))} ${lemmaOf(sentence, child)}`);
  if (t.head < 0) return;
  const governor = tokenAt(sentence, t.head);
  feature('governor', `${relation(t)} ${governor.lemma.toLowerCase()}`);
  const types = listedTypes(reading, sentence, t.head);
  for (const type of types) feature('governor listed', `${relation(t)} ${type}`);
  if (types.length === 0) feature('governor listed', `${relation(t)} no`);
  if (reading.codebook.speechCues.has(`${governor.upos}:${governor.lemma.toLowerCase()}`))
    feature('said', relation(t));
  if (predicateKeys(sentence, token, []).some(key => reading.codebook.speechCues.has(key)))
    feature('speech cue', name);
  if (childrenOf(sentence, token).length === 0) feature('bare', t.upos);
};
