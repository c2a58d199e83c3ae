// What the mentions of one event say of one field, grouped: every value is kept with who gives it.
import type { Difference } from '../schema/story.ts';
import type { Mention } from './mention.ts';
import type { CountVoices } from './voices.ts';

/** Mentions that give one value of a field. */
export interface Reading<Value> {
  value: Value;
  readonly mentions: Mention[];
}

/** Groups mentions by value: a mention joins the first reading that `fits`; `fuller` picks the value that stands for it. */
export const readingsOf = <Value>(
  mentions: readonly Mention[],
  read: (mention: Mention) => Value | null,
  fits: (a: Value, b: Value) => boolean,
  fuller: (a: Value, b: Value) => boolean,
): Reading<Value>[] => {
  const readings: Reading<Value>[] = [];
  for (const mention of mentions) {
    const value = read(mention);
    if (value === null) continue;
    const reading = readings.find(known => fits(known.value, value));
    if (!reading) readings.push({ value, mentions: [mention] });
    else {
      reading.mentions.push(mention);
      if (fuller(value, reading.value)) reading.value = value;
    }
  }
  return readings;
};

/** What most independent voices give comes first. */
export const byVoices = <Value>(
  readings: readonly Reading<Value>[],
  countVoices: CountVoices,
): Reading<Value>[] =>
  readings
    .map(reading => ({
      reading,
      voices: countVoices(reading.mentions.map(mention => mention.report)),
      size: reading.mentions.length,
    }))
    .sort((a, b) => b.voices - a.voices || b.size - a.size)
    .map(({ reading }) => reading);

export const isSame = <Value>(a: Value, b: Value): boolean => a === b;
export const never = (): boolean => false;

/** True where no report gives both: two values in one report ("12 soldiers and 3 nurses") are not rival accounts. */
const areRivals = <Value>(a: Reading<Value>, b: Reading<Value>): boolean => {
  const reports = new Set(a.mentions.map(mention => mention.report));
  return !b.mentions.some(mention => reports.has(mention.report));
};

/** True where rival accounts of a field satisfy `contradict`. */
export const someRivals = <Value>(
  readings: readonly Reading<Value>[],
  contradict: (a: Value, b: Value) => boolean,
): boolean =>
  readings.some((a, i) => readings.slice(i + 1).some(b => areRivals(a, b) && contradict(a.value, b.value)));

const reportsOf = <Value>({ mentions }: Reading<Value>): string =>
  [...new Set(mentions.map(mention => mention.report))].sort((a, b) => a - b).join(' ');

/** True where several reports each give all the values: "agreed to meet" is told as both by everyone. */
const isShared = <Value>(readings: readonly Reading<Value>[]): boolean => {
  const reports = new Set(readings.map(reportsOf));
  return reports.size === 1 && [...reports].some(list => list.includes(' '));
};

export const difference = <Value>(
  field: Difference['field'],
  readings: readonly Reading<Value>[],
  label: (value: Value) => string,
): Difference[] =>
  readings.length < 2 || isShared(readings)
    ? []
    : [
        {
          field,
          values: readings.map(({ value, mentions }) => ({
            value: label(value),
            mentions: mentions.map(mention => mention.reference),
          })),
        },
      ];
