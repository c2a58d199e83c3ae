// Runs the codebook's own examples and counter-examples through the program and reports where the coding differs.
import type { Codebook, Example, Frame } from '../schema/codebook.ts';
import type { CodedReport, EventMention, Participant } from '../schema/coded-report.ts';
import { type Span, spansOverlap } from '../schema/span.ts';

export interface CheckFailure {
  readonly frame: string;
  readonly kind: 'no-event' | 'wrong-roles' | 'wrong-status' | 'false-event';
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** What was asked for: `ACCUSE actor "Damascus" recipient "Ankara"`. */
  readonly expected: string;
  /** What was coded instead, one phrase an event. */
  readonly coded: readonly string[];
}

export interface CheckReport {
  readonly frames: number;
  /** Verbs, nouns and adjectives, each part of speech counted once. */
  readonly predicates: number;
  readonly examples: number;
  readonly counterexamples: number;
  readonly failures: readonly CheckFailure[];
  /** Frames that no event of their own examples came from. */
  readonly unreached: readonly string[];
  /** Frames with fewer than three examples. */
  readonly thin: readonly string[];
  /** `accuse.blame: fault`: predicates that none of the frame's examples uses. */
  readonly unused: readonly string[];
}

/** A text coded, with the frames that each event came from: the word's own, and the one that says by what means. */
export interface FramedReport {
  readonly coded: CodedReport;
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

export type FramedCoder = (text: string) => FramedReport;

export const checkCodebook = (
  codebook: Codebook,
  codeText: FramedCoder,
  frames: readonly Frame[] = codebook.frames,
): CheckReport => {
  const failures: CheckFailure[] = [];
  const unreached: string[] = [];
  const unused: string[] = [];
  for (const frame of frames) {
    const trials = frame.examples.map(example => tryExample(frame, example, codeText(example.text)));
    failures.push(...trials.flatMap(trial => trial.failure ?? []));
    if (!trials.some(trial => trial.reached)) unreached.push(frame.id);
    unused.push(
      ...unusedPredicates(
        frame,
        trials.flatMap(trial => trial.triggers),
      ),
    );
    for (const example of frame.counterexamples)
      failures.push(...tryCounterexample(frame, example, codeText(example.text).coded));
  }
  return {
    frames: frames.length,
    predicates: frames === codebook.frames ? codebook.framesByPredicate.size : predicatesOf(frames).size,
    examples: frames.reduce((sum, frame) => sum + frame.examples.length, 0),
    counterexamples: frames.reduce((sum, frame) => sum + frame.counterexamples.length, 0),
    failures,
    unreached,
    thin: frames.filter(frame => frame.examples.length < 3).map(frame => frame.id),
    unused,
  };
};

interface Trial {
  readonly failure: CheckFailure | null;
  readonly reached: boolean;
  /** Words that triggered an event of the frame. */
  readonly triggers: readonly string[];
}

const tryExample = (frame: Frame, example: Example, { coded, frames }: FramedReport): Trial => {
  const ofType = coded.events.filter(event => event.type === frame.type);
  const fitting = ofType.filter(event => hasRoles(coded, event, example));
  const right = fitting.filter(event => example.status === null || event.status === example.status);
  const own = coded.events.filter(({ id }) => frames.get(id)?.includes(frame.id));
  const triggers = own.map(({ trigger }) => example.text.slice(trigger.start, trigger.end).toLowerCase());
  const reached = own.length > 0;
  if (right.length > 0) return { failure: null, reached, triggers };
  const kind = ofType.length === 0 ? 'no-event' : fitting.length === 0 ? 'wrong-roles' : 'wrong-status';
  return { failure: failureOf(frame, example, kind, coded), reached, triggers };
};

const tryCounterexample = (frame: Frame, example: Example, coded: CodedReport): CheckFailure[] =>
  coded.events.some(event => event.type === frame.type)
    ? [failureOf(frame, example, 'false-event', coded)]
    : [];

/** Every mark must overlap a mention of a participant of its role, the place, or the trigger. */
const hasRoles = (coded: CodedReport, event: EventMention, example: Example): boolean =>
  example.roles.every(mark => {
    const spans = {
      actor: event.actors.flatMap(one => mentionsOf(coded, one)),
      recipient: event.recipients.flatMap(one => mentionsOf(coded, one)),
      mediator: event.mediators.flatMap(one => mentionsOf(coded, one)),
      place: event.place ? mentionsOf(coded, event.place) : [],
      trigger: [event.trigger],
    }[mark.role];
    return spans.some(span => spansOverlap(span, mark));
  });

/** "Athens signalled its readiness": whoever is marked may stand in the event as a pronoun. */
const mentionsOf = (coded: CodedReport, { entity, start, end }: Span & { entity: string }): Span[] => [
  { start, end },
  ...(coded.entities.find(({ id }) => id === entity)?.mentions ?? []),
];

const failureOf = (
  frame: Frame,
  example: Example,
  kind: CheckFailure['kind'],
  coded: CodedReport,
): CheckFailure => ({
  frame: frame.id,
  kind,
  file: example.file,
  line: example.line,
  text: example.text,
  expected:
    kind === 'false-event'
      ? `no ${frame.type}`
      : [
          frame.type,
          ...example.roles.map(({ role, start, end }) => `${role} "${example.text.slice(start, end)}"`),
          ...(example.status ? [example.status] : []),
        ].join(' '),
  coded: coded.events.map(event => describeEvent(event, example.text)),
});

const describeEvent = (event: EventMention, text: string): string => {
  const words = ({ start, end }: { start: number; end: number }) => `"${text.slice(start, end)}"`;
  const group = (role: string, spans: readonly Participant[]) =>
    spans.length > 0 ? [`${role} ${spans.map(words).join(', ')}`] : [];
  return [
    `${event.type}${event.mode ? `/${event.mode}` : ''} ${words(event.trigger)} ${event.status}`,
    ...group('actor', event.actors),
    ...group('recipient', event.recipients),
    ...group('mediator', event.mediators),
    ...(event.place ? [`place ${words(event.place)}`] : []),
  ].join(' ');
};

const predicatesOf = (frames: readonly Frame[]): Set<string> =>
  new Set(
    frames.flatMap(({ predicates }) =>
      Object.entries(predicates).flatMap(([pos, words]) => words.map((word: string) => `${pos}:${word}`)),
    ),
  );

/** Each trigger uses the predicate that it shares the longest beginning with: "struck" is strike, not hit. */
const unusedPredicates = (frame: Frame, triggers: readonly string[]): string[] => {
  const words = [...new Set(Object.values(frame.predicates).flat())];
  const used = new Set(
    triggers.map(trigger => [...words].sort((a, b) => commonStart(b, trigger) - commonStart(a, trigger))[0]),
  );
  return words.filter(word => !used.has(word)).map(word => `${frame.id}: ${word}`);
};

const commonStart = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
};
