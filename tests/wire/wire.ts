// Marked wire sentences (the head of first.txt tells the notation) -> what the coder does otherwise, each by its kind.
import type { CodedReport, EventMention, Figure, Participant } from '../../src/schema/coded-report.ts';
import { type Span, spansOverlap } from '../../src/schema/span.ts';

interface Role {
  readonly words: string;
  readonly must: boolean;
}

interface WantedEvent {
  readonly optional: boolean;
  readonly types: readonly string[];
  /** Null: any. */
  readonly statuses: readonly string[] | null;
  /** Where one of these stands, the event is told; null: anywhere. */
  readonly triggers: readonly string[] | null;
  readonly actors: readonly Role[];
  readonly recipients: readonly Role[];
  readonly place: string | null;
  readonly times: readonly string[];
}

interface WantedFigure {
  readonly comparator: string;
  readonly value: number;
  readonly high: number | null;
  readonly measure: string;
}

interface Passage extends Span {
  readonly text: string;
  readonly events: readonly WantedEvent[];
  readonly figures: readonly WantedFigure[];
}

/** A sentence by itself, or a report of several passages. */
interface WireText {
  readonly day: string;
  readonly text: string;
  readonly passages: readonly Passage[];
}

interface WireError {
  readonly kind: string;
  readonly what: string;
}

const EVENT_LINE = /^ {2}([+?]) (\S+) (\S+) (?:"([^"]+)"|\*) (.*?) > ([^@~]*?) ?(?:@([^~]+?) ?)?(?:~(.*))?$/;
const FIGURE_LINE = /^ {2}# ([<>~]?)([\d.]+)(?:-([\d.]+))? (\S+)$/;

const readRoles = (text: string): Role[] =>
  text
    .split(' ; ')
    .map(words => words.trim())
    .map(words => ({ words: words.replace(/[()]/g, ''), must: !/^\(|^[_*]$/.test(words) }));

const readEvent = (line: string): WantedEvent => {
  const [, sign, types, statuses, triggers, actors, recipients, place, times] = EVENT_LINE.exec(line) ?? [];
  if (!sign || actors === undefined || recipients === undefined) throw new Error(`cannot be read: "${line}"`);
  return {
    optional: sign === '?',
    types: (types ?? '').split('/'),
    statuses: statuses?.includes('*') ? null : (statuses ?? '').split('/'),
    triggers: triggers?.split(' / ') ?? null,
    actors: readRoles(actors),
    recipients: readRoles(recipients),
    place: place ?? null,
    times: times?.split(' / ').map(time => time.replace('~', '')) ?? [],
  };
};

const readFigure = (line: string): WantedFigure => {
  const [, comparator = '', value, high, measure = ''] = FIGURE_LINE.exec(line) ?? [];
  if (value === undefined) throw new Error(`cannot be read: "${line}"`);
  return {
    comparator: comparator || '=',
    value: Number(value),
    high: high === undefined ? null : Number(high),
    measure,
  };
};

export const readWireTexts = (file: string): WireText[] => {
  const texts: { day: string; text: string; passages: Passage[] }[] = [];
  for (const line of file.split('\n')) {
    const opening = /^(\d{4}-\d\d-\d\d) \| (.*)$/.exec(line);
    if (opening?.[1]) texts.push({ day: opening[1], text: '', passages: [] });
    const words = opening?.[2] ?? (line.startsWith('&& ') ? line.slice(3) : null);
    const last = texts.at(-1);
    if (words !== null && last) {
      const before = last.text === '' ? '' : `${last.text}\n\n`;
      last.text = before + words;
      last.passages.push({
        text: words,
        start: before.length,
        end: last.text.length,
        events: [],
        figures: [],
      });
    }
    const passage = last?.passages.at(-1);
    if (!passage || !line.startsWith('  ')) continue;
    if (line.startsWith('  #')) (passage.figures as WantedFigure[]).push(readFigure(line));
    else (passage.events as WantedEvent[]).push(readEvent(line));
  }
  return texts;
};

const spansOf = (passage: Passage, words: string): Span[] => {
  const spans: Span[] = [];
  for (let at = passage.text.indexOf(words); at >= 0; at = passage.text.indexOf(words, at + 1))
    spans.push({ start: passage.start + at, end: passage.start + at + words.length });
  if (spans.length === 0) throw new Error(`"${words}" is not in "${passage.text}"`);
  return spans;
};

const compareEvent = (
  passage: Passage,
  want: WantedEvent,
  event: EventMention,
  { entities }: CodedReport,
): WireError[] => {
  const errors: WireError[] = [];
  const what = `${want.types.join('/')} "${(want.triggers ?? ['']).join(' / ')}"`;
  const say = (kind: string, more: string): void => {
    errors.push({ kind, what: `${what}: ${more}` });
  };
  if (!want.types.includes(event.type)) {
    say('wrong type', event.type);
    return errors;
  }
  if (want.statuses && !want.statuses.includes(event.status)) say('wrong status', event.status);
  const is = (person: Participant, { words }: Role): boolean => {
    if (words === '_') return false;
    const spans = spansOf(passage, words);
    const mentions = entities.find(({ id }) => id === person.entity)?.mentions ?? [];
    return [person, ...mentions].some(at => spans.some(span => spansOverlap(span, at)));
  };
  const sides = [
    ['actor', want.actors, event.actors, want.recipients, event.recipients],
    ['recipient', want.recipients, event.recipients, want.actors, event.actors],
  ] as const;
  for (const [side, roles, coded, others, otherCoded] of sides) {
    for (const role of roles.filter(({ must }) => must)) {
      // A reciprocal event has one of the two on either side.
      const elsewhere = others.some(({ words }) => words === role.words);
      if (coded.some(person => is(person, role))) continue;
      if (elsewhere && otherCoded.some(person => is(person, role))) continue;
      say(`missing ${side}`, role.words);
    }
    if (roles.some(({ words }) => words === '*')) continue;
    for (const person of coded) if (!roles.some(role => is(person, role))) say(`wrong ${side}`, person.name);
  }
  if (want.place !== null) {
    const spans = spansOf(passage, want.place);
    if (!event.place) say('missing place', want.place);
    else if (!spans.some(span => event.place && spansOverlap(span, event.place)))
      say('wrong place', event.place.name);
  }
  const time = event.time ? `${event.time.from}..${event.time.to}` : null;
  if (want.times.length > 0 && !want.times.includes('*') && !want.times.includes(time ?? ''))
    say(time ? 'wrong time' : 'missing time', time ?? want.times.join(' / '));
  return errors;
};

const GRAVE = ['wrong type', 'wrong status'];

const compareEvents = (passage: Passage, coded: CodedReport): WireError[] => {
  const left = new Set(coded.events.filter(({ trigger }) => spansOverlap(trigger, passage)));
  const errors: WireError[] = [];
  const wants = passage.events.toSorted((a, b) => Number(a.optional) - Number(b.optional));
  for (const ofType of [true, false])
    for (const want of [...wants]) {
      const stands = want.triggers?.flatMap(words => spansOf(passage, words)) ?? [passage];
      const costOf = (event: EventMention): number =>
        compareEvent(passage, want, event, coded).reduce(
          (sum, { kind }) => sum + (GRAVE.includes(kind) ? 10 : 1),
          0,
        );
      const [best] = [...left]
        .filter(({ trigger }) => stands.some(span => spansOverlap(span, trigger)))
        .filter(({ type }) => !ofType || want.types.includes(type))
        .sort((a, b) => costOf(a) - costOf(b));
      if (!best) continue;
      if (want.optional && !want.types.includes(best.type)) continue;
      left.delete(best);
      wants.splice(wants.indexOf(want), 1);
      if (!want.optional) errors.push(...compareEvent(passage, want, best, coded));
    }
  for (const { optional, types, triggers, statuses } of wants)
    if (!optional && !statuses?.some(status => status === 'negated'))
      errors.push({ kind: 'missed event', what: `${types.join('/')} "${(triggers ?? []).join(' / ')}"` });
  for (const { type, status, trigger } of left) {
    const words = passage.text.slice(trigger.start - passage.start, trigger.end - passage.start);
    errors.push({ kind: 'false event', what: `${type} ${status} "${words}"` });
  }
  return errors;
};

const HARM = new Set(['killed', 'injured', 'casualties', 'missing', 'displaced', 'detained', 'abducted']);

const compareFigures = (passage: Passage, coded: CodedReport): WireError[] => {
  const left = new Set(coded.figures.filter(figure => spansOverlap(figure, passage)));
  const errors: WireError[] = [];
  const isOf = (want: WantedFigure, figure: Figure): boolean =>
    want.high === null
      ? figure.value === want.value
      : [figure.value, figure.low, figure.high].some(number => number === want.value || number === want.high);
  for (const want of passage.figures) {
    const { measure, value, high, comparator } = want;
    const fits = (figure: Figure): boolean => measure === '*' || figure.measure === measure;
    const near = [...left].filter(figure => isOf(want, figure));
    const figure = near.find(fits) ?? near[0];
    if (!figure) {
      errors.push({ kind: 'missed figure', what: `${comparator}${value} ${measure}` });
      continue;
    }
    left.delete(figure);
    if (!fits(figure)) errors.push({ kind: 'wrong measure', what: `${value} ${measure}: ${figure.measure}` });
    const isRange = high === null || (figure.low === value && figure.high === high);
    const isSame =
      high !== null || figure.comparator === comparator || (comparator === '~' && figure.comparator === '=');
    if (!isRange || !isSame)
      errors.push({
        kind: 'wrong range',
        what: `${comparator}${value}-${high}: ${figure.comparator}${figure.low}-${figure.high}`,
      });
  }
  for (const { measure, value } of left)
    if (HARM.has(measure)) errors.push({ kind: 'false figure', what: `${value} ${measure}` });
  return errors;
};

export const compareWireText = ({ passages }: WireText, coded: CodedReport): Map<string, WireError[]> =>
  new Map(
    passages.map(passage => [
      passage.text,
      [...compareEvents(passage, coded), ...compareFigures(passage, coded)],
    ]),
  );
