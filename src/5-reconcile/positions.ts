// Each actor's stances and words in order of time, with the change marked where a later stance toward the same party
// is the contrary of an earlier one: refused to meet on Sunday, agreed to on the Monday after.
import type { CodedText, Position, PositionStep, StoryEvent, StoryQuote } from '../schema/story.ts';
import { type Identity, likeness, SAME_ACTOR } from './identity.ts';
import type { Mention } from './mention.ts';
import { UNTRUE } from './types-join.ts';

/** Names this alike are of one actor: sides of one government speak for themselves. */
const ONE_ACTOR = 0.95;

interface Step extends Omit<PositionStep, 'changes'> {
  readonly party: Identity | null;
  /** How many reports tell it. */
  readonly reports: number;
}

interface Speaker {
  readonly identity: Identity;
  readonly steps: Step[];
}

/** Refusing to meet is conflict; denying an accusation is neither. */
const stanceOf = ({ quadClass, status }: StoryEvent): Step['stance'] => {
  if (quadClass === 'verbalConflict') return UNTRUE.has(status) ? null : 'conflict';
  if (quadClass !== 'verbalCooperation') return null;
  return UNTRUE.has(status) ? 'conflict' : 'cooperation';
};

const isSpeech = ({ quadClass }: StoryEvent): boolean =>
  quadClass === 'verbalConflict' || quadClass === 'verbalCooperation';

/** "officials" and "a British citizen" are many: no one's position. */
const isNamed = ({ id, words, name }: Identity): boolean =>
  words.length > 0 && (id !== null || /\p{Lu}\S*$/u.test(name));

class Speakers {
  readonly all: Speaker[] = [];
  readonly #byName = new Map<string, Speaker>();

  of(identity: Identity): Speaker {
    const key = identity.id ?? identity.words.join(' ');
    const known =
      this.#byName.get(key) ?? this.all.find(other => likeness(other.identity, identity) >= ONE_ACTOR);
    if (known) {
      this.#byName.set(key, known);
      return known;
    }
    const made = { identity, steps: [] };
    this.all.push(made);
    this.#byName.set(key, made);
    return made;
  }
}

/** Day of the first report that gives the item. */
const firstDay = (reports: Iterable<string>, days: ReadonlyMap<string, string | null>): string | null => {
  let first: string | null = null;
  for (const report of reports) {
    const day = days.get(report) ?? null;
    if (day !== null && (first === null || day < first)) first = day;
  }
  return first;
};

const sameParty = (a: Step, b: Step): boolean =>
  a.party === null || b.party === null || likeness(a.party, b.party) >= SAME_ACTOR;

/** What most reports tell; of equals the first. */
const mostTold = (steps: readonly Step[]): Step | undefined =>
  steps.reduce<Step | undefined>(
    (best, other) => (best && best.reports >= other.reports ? best : other),
    undefined,
  );

/** The stance toward the party on the last day before, as the step that took it: most told since the one before it. */
const stanceBefore = (steps: readonly Step[], i: number): Step | undefined => {
  const step = steps[i] as Step;
  const earlier = steps
    .slice(0, i)
    .filter(
      other => other.stance !== null && (other.day ?? '9') < (step.day ?? '') && sameParty(other, step),
    );
  const last = mostTold(earlier.filter(other => other.day === earlier.at(-1)?.day));
  const contrary = earlier.findLastIndex(other => other.stance !== last?.stance && other.day !== last?.day);
  return mostTold(earlier.slice(contrary + 1).filter(other => other.stance === last?.stance));
};

const markChanges = (steps: readonly Step[]): PositionStep[] =>
  steps.map((step, i) => {
    const { party: _, reports: __, ...plain } = step;
    const before = step.stance === null ? undefined : stanceBefore(steps, i);
    return { ...plain, changes: before && before.stance !== step.stance ? before.id : null };
  });

const inOrder = (steps: readonly Step[]): Step[] =>
  steps
    .map((step, i) => ({ step, i }))
    .sort((a, b) => {
      const [x, y] = [a.step.day ?? '9', b.step.day ?? '9'];
      return x === y ? a.i - b.i : x < y ? -1 : 1;
    })
    .map(({ step }) => step);

/** A quotation with the identity of who speaks it. */
export interface Spoken {
  readonly quote: StoryQuote;
  readonly speaker: Identity | null;
}

/** `events[i]` has the mentions `groups[i]`. */
export const tracePositions = (
  texts: readonly CodedText[],
  mentions: readonly Mention[],
  groups: readonly (readonly number[])[],
  events: readonly StoryEvent[],
  quotes: readonly Spoken[],
): Position[] => {
  const days = new Map(texts.map(({ report }) => [report.id, report.publishedAt?.slice(0, 10) ?? null]));
  const speakers = new Speakers();
  for (const [i, event] of events.entries()) {
    if (!isSpeech(event)) continue;
    const told = (groups[i] as readonly number[]).map(at => mentions[at] as Mention);
    const party = told.flatMap(mention => mention.recipients).find(isNamed) ?? null;
    const precise = event.time && event.time.precision === 1 ? event.time.from : null;
    const step: Step = {
      kind: 'event',
      id: event.id,
      day:
        precise ??
        firstDay(
          event.mentions.map(mention => mention.report),
          days,
        ),
      toward: party?.name ?? null,
      stance: stanceOf(event),
      party,
      reports: new Set(event.mentions.map(mention => mention.report)).size,
    };
    const actors = new Set(
      told.flatMap(mention => mention.actors.filter(isNamed)).map(identity => speakers.of(identity)),
    );
    for (const actor of actors) actor.steps.push(step);
  }
  for (const { quote, speaker } of quotes) {
    if (!speaker || !isNamed(speaker)) continue;
    const day = firstDay(
      quote.mentions.map(mention => mention.report),
      days,
    );
    const step: Step = {
      kind: 'quote',
      id: quote.id,
      day,
      toward: null,
      stance: null,
      party: null,
      reports: 0,
    };
    speakers.of(speaker).steps.push(step);
  }
  return speakers.all
    .filter(({ steps }) => steps.length > 1)
    .map(({ identity, steps }) => ({ actor: identity.name, steps: markChanges(inOrder(steps)) }));
};
