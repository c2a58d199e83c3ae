// Reports made up for measuring and for tests: stories of a subject each, with words of their own and common ones.
import { bareCoded, type EventMention } from '../src/schema/coded-report.ts';
import { bareReport } from '../src/schema/report.ts';
import type { CodedText } from '../src/schema/story.ts';

/** Numerical Recipes' generator: the same reports on every run. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const SYLLABLES = 'ba ke li mo nu ra se ti vo zu dar fen gol hin jor kas lem mir nol pas'.split(' ');
const VERBS = ['struck', 'met', 'accused', 'arrested', 'withdrew', 'warned'];
const TYPES = ['ASSAULT', 'CONSULT', 'ACCUSE', 'COERCE', 'RETREAT', 'THREATEN'] as const;
const COMMON = 'the of to and in a said on that for government people after officials told week'.split(' ');

/** Stories of 1 to 30 reports, one after the other: 12 sentences and six events each, a year of days. */
export function* makeReports(count: number, seed = 7): Generator<CodedText> {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const word = (): string => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
  const vocabulary = Array.from({ length: 8000 }, word);
  let made = 0;
  while (made < count) {
    const subject = Array.from(
      { length: 40 },
      () => vocabulary[Math.floor(random() ** 2 * vocabulary.length)] ?? '',
    );
    const names = Array.from({ length: 6 }, () => {
      const name = word();
      return name.charAt(0).toUpperCase() + name.slice(1);
    });
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10);
    const size = 1 + Math.floor(random() ** 3 * 30);
    for (let i = 0; i < size && made < count; i++) {
      const id = `r${made++}`;
      const events: EventMention[] = [];
      const parts: string[] = [];
      let length = 0;
      const write = (words: string): void => {
        parts.push(words);
        length += words.length;
      };
      for (let sentence = 0; sentence < 12; sentence++) {
        const kind = Math.floor(random() * VERBS.length);
        const start = length + (names[0] ?? '').length + 1;
        const verb = VERBS[kind] as string;
        write(`${names[0]} ${verb} ${pick(names)}`);
        for (let w = 0; w < 18; w++)
          write(` ${random() < 0.5 ? pick(COMMON) : random() < 0.6 ? pick(subject) : pick(vocabulary)}`);
        write('. ');
        if (sentence < 6)
          events.push({
            id: `e${events.length + 1}`,
            type: TYPES[kind] ?? 'ASSAULT',
            mode: null,
            contexts: [],
            cameo: null,
            quadClass: 'verbalConflict',
            intensity: 0,
            acled: null,
            status: 'happened',
            trigger: { start, end: start + verb.length },
            actors: [],
            recipients: [],
            mediators: [],
            place: null,
            time: null,
            counts: [],
            statement: null,
            denies: null,
            evidence: [],
            confidence: 1,
          });
      }
      const report = bareReport(id, parts.join(''), {
        outlet: `o${i}`,
        publishedAt: day,
        dateBasis: 'given',
        contentHash: id,
      });
      yield { report, coded: bareCoded(report, { events }) };
    }
  }
}
