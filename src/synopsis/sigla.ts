// Outlets become sigla, the short signs by which an edition names its witnesses: "Harbour Wire" -> HW.
import type { Report } from '../schema/report.ts';

const SMALL_WORDS = new Set(['the', 'of', 'and', 'for', 'de', 'la', 'le', 'al', 'el']);
const LONGEST_SIGLUM = 4;
const LONGEST_ID = 18;

const lettersOf = (outlet: string): string => {
  const words = outlet.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first, second] = words;
  if (first && !second) {
    const isAcronym = first === first.toUpperCase() && first.length <= LONGEST_SIGLUM;
    return isAcronym ? first : ([...first][0] as string).toUpperCase();
  }
  const telling = words.filter(word => !SMALL_WORDS.has(word.toLowerCase()));
  return telling
    .slice(0, LONGEST_SIGLUM)
    .map(word => ([...word][0] as string).toUpperCase())
    .join('');
};

/** 0 -> A, 25 -> Z, 26 -> AA. */
const letterAt = (index: number): string =>
  (index >= 26 ? letterAt(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** A siglum for every report, by report id: initials of the outlet, plain letters where the outlet is unknown. */
export const assignSigla = (reports: readonly Report[]): ReadonlyMap<string, string> => {
  const taken = new Set<string>();
  const sigla = new Map<string, string>();
  const uses = new Map<string, number>();
  const take = (report: Report, siglum: string): void => {
    taken.add(siglum);
    sigla.set(report.id, siglum);
  };
  for (const report of reports) {
    const base = report.outlet ? lettersOf(report.outlet) : '';
    if (base === '') continue;
    let count = uses.get(base) ?? 1;
    while (taken.has(count === 1 ? base : base + count)) count++;
    uses.set(base, count);
    take(report, count === 1 ? base : base + count);
  }
  let next = 0;
  for (const report of reports) {
    if (sigla.has(report.id)) continue;
    while (taken.has(letterAt(next))) next++;
    take(report, letterAt(next));
  }
  return sigla;
};

/** What to call a report: its outlet, else its id without folders, ending and the tail of a long hash. */
export const reportLabel = (report: Report): string => {
  if (report.outlet) return report.outlet;
  const name = (report.id.split(/[\\/]/).at(-1) ?? report.id).replace(/\.[a-z]{2,5}$/i, '');
  const short = name.replace(/([0-9a-f]{4})[0-9a-f]{6,}/gi, '$1…');
  return short.length > LONGEST_ID ? `${[...short].slice(0, LONGEST_ID).join('')}…` : short || report.id;
};
