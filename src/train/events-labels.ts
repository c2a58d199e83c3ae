// Which predicate of a text carries its label, and what the others are: hard expectation-maximisation, where the marked
// source and target, the codebook's frames and the model so far say which one it is.
import { NONE, TYPER_CLASSES } from '../4-code/typer.ts';
import type { EventType } from '../schema/plover.ts';
import type { CandidateGroup, TypedCandidate } from './events-candidates.ts';

/** A candidate and the classes that it may have. */
export interface Assignment {
  readonly candidate: TypedCandidate;
  readonly classes: readonly number[];
  readonly weight: number;
}

/** Probabilities by class; null before there is a model. */
export type Reader = (candidate: TypedCandidate) => ArrayLike<number>;

const BOUND = 1.2;
const DEPTH = 0.2;
/** A story's lead may be about something else than its label. */
const LEAST_OF_STORY = 0.25;
const NOT_CARRIED = 0.15;
const NO_EVENT = 0.4;

const classOf = (type: EventType): number => TYPER_CLASSES.indexOf(type);

/** Before there is a model: what the frames say. */
const prior = ({ fitting }: TypedCandidate, types: readonly EventType[]): number => {
  const at = fitting.findIndex(type => types.includes(type));
  if (at >= 0) return at === 0 ? 0.7 : 0.4;
  return fitting.length > 0 ? 0.05 : 0.12;
};

export const assignLabels = (group: CandidateGroup, read: Reader | null): Assignment[] => {
  const { label, candidates } = group;
  const { types, from, weight } = label;
  if (candidates.length === 0 || from === 'roles') return [];
  if (from === 'decided')
    return candidates
      .filter(({ isTrigger }) => isTrigger)
      .map(candidate => ({ candidate, classes: types.length > 0 ? types.map(classOf) : [NONE], weight }));
  if (types.length === 0)
    return candidates.map(candidate => ({ candidate, classes: [NONE], weight: weight * NO_EVENT }));
  const classes = types.map(classOf);
  const share = (candidate: TypedCandidate): number => {
    if (!read) return prior(candidate, types);
    const p = read(candidate);
    return classes.reduce((sum, c) => sum + (p[c] as number), 0);
  };
  const score = (candidate: TypedCandidate): number =>
    Math.log(share(candidate) + 1e-3) +
    BOUND * candidate.bound -
    DEPTH * candidate.depth +
    (label.frame !== null && candidate.frames.includes(label.frame) ? 4 : 0);
  const scores = candidates.map(score);
  const carrier = scores.indexOf(Math.max(...scores));
  const carrying = candidates[carrier] as TypedCandidate;
  const isSure =
    from === 'stories'
      ? share(carrying) >= (read ? LEAST_OF_STORY : 0.4)
      : from === 'relations'
        ? carrying.bound > 0
        : true;
  return candidates.flatMap((candidate, i): Assignment[] => {
    if (i === carrier) return isSure ? [{ candidate, classes, weight }] : [];
    if (candidate.fitting.length > 0 || from === 'stories') return [];
    return [{ candidate, classes: [NONE], weight: weight * NOT_CARRIED }];
  });
};
