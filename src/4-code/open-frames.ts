// Frames for predicates that no frame of the codebook names: one a type, its role slots in the order in which the
// type's own frames use them. The typer says which type; these say who is actor and recipient.
import type { Sentence } from '../schema/analysis.ts';
import { bareFrame, type Codebook, type Frame, type FrameRole, type Slot } from '../schema/codebook.ts';
import type { EventType } from '../schema/plover.ts';
import { relation, tokenAt } from '../schema/tree.ts';
import { argumentsOf } from './arguments.ts';
import { fittingFrames } from './frames.ts';
import { entityAt, type Reading } from './reading.ts';
import { isActor } from './roles.ts';

/** Slots that fewer of the type's predicates use are chance. */
const LEAST_SHARE = 0.04;

const byCodebook = new WeakMap<Codebook, ReadonlyMap<EventType, Frame>>();

/** The open frame of each type: `aid.open`. */
export const openFrames = (codebook: Codebook): ReadonlyMap<EventType, Frame> => {
  const known = byCodebook.get(codebook);
  if (known) return known;
  const frames = new Map<EventType, Frame>();
  for (const { type, frames: own } of codebook.types.values()) {
    const open = openFrame(type, own);
    if (open) frames.set(type, open);
  }
  byCodebook.set(codebook, frames);
  return frames;
};

const openFrame = (type: EventType, frames: readonly Frame[]): Frame | null => {
  const verbal = frames.filter(frame => frame.predicates.verb.length > 0);
  const [first] = verbal;
  if (!first) return null;
  const slots = (role: FrameRole): Slot[] => commonSlots(verbal, frame => frame.roles[role]);
  const cameo = commonSlots(verbal, frame => (frame.cameo ? [`${frame.cameo.slice(0, 2)}0`] : []))[0] ?? null;
  return {
    ...bareFrame(`${type.toLowerCase()}.open`, type),
    note: 'A predicate that no frame names, typed by the trained model.',
    cameo,
    tells: first.tells,
    roles: {
      actor: slots('actor'),
      recipient: slots('recipient'),
      mediator: slots('mediator'),
      place: slots('place'),
    },
    content: commonSlots(verbal, frame => frame.content),
  };
};

/** Slots by the number of predicates whose frames use them, the most used first. */
const commonSlots = (frames: readonly Frame[], slotsOf: (frame: Frame) => readonly Slot[]): Slot[] => {
  const counts = new Map<Slot, number>();
  let all = 0;
  for (const frame of frames) {
    const weight = frame.predicates.verb.length;
    all += weight;
    for (const [i, slot] of slotsOf(frame).entries())
      counts.set(slot, (counts.get(slot) ?? 0) + weight / (1 + i / 4));
  }
  return [...counts]
    .filter(([, count]) => count >= all * LEAST_SHARE)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([slot]) => slot);
};

/** Predicates that the typer is asked about: those that a frame fits, and verbs with a party among their arguments. */
export const isPredicate = (reading: Reading, sentence: Sentence, token: number): boolean => {
  if (fittingFrames(reading, sentence, token).length > 0) return true;
  return isOpenPredicate(reading, sentence, token);
};

/** A verb that reports something of its own ("the armed men" do not) and has an actor beside it. */
export const isOpenPredicate = (reading: Reading, sentence: Sentence, token: number): boolean => {
  const t = tokenAt(sentence, token);
  if (t.upos !== 'VERB' || relation(t) === 'amod' || relation(t) === 'compound') return false;
  return argumentsOf(reading, sentence, token).some(({ slot, token: filler }) => {
    if (slot !== 'subj' && slot !== 'obj') return false;
    const entity = entityAt(reading, sentence, filler);
    return (
      entity !== null &&
      (isActor(entity) ||
        entity.kind === 'person' ||
        entity.kind === 'organization' ||
        entity.kind === 'group')
    );
  });
};
