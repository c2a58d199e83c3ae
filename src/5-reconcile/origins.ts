// Whose text a group of copies is: the agency that a dateline, a byline or a closing tag names, else the agency among
// the outlets that print it.
import type { Outlets } from '../schema/registry.ts';
import type { CodedText, Origin } from '../schema/story.ts';
import { foldWord } from './words.ts';

const NAME = String.raw`\p{Lu}[\p{L}\p{N}.&'’-]*(?:[ /]\p{L}[\p{L}\p{N}.&'’-]*){0,4}`;
/** How far in a dateline stands, after headline and byline, and how far from the end a tag. */
const HEAD = 600;
const TAIL = 160;

interface Mark {
  readonly pattern: RegExp;
  readonly at: 'head' | 'tail';
  /** True where the place alone makes it an agency: nothing else stands in brackets in a dateline. */
  readonly isCertain: boolean;
}

const MARKS: readonly Mark[] = [
  // "BAMAKO, July 16 (Sahel Wire) - Gunmen"
  {
    pattern: new RegExp(String.raw`^[\p{Lu}][^\n()]{0,60}\((${NAME})\)\s*[-–—]`, 'dmu'),
    at: 'head',
    isCertain: true,
  },
  // "(Sahel Wire) -- Gunmen"
  { pattern: new RegExp(String.raw`^\((${NAME})\)\s*[-–—]`, 'dmu'), at: 'head', isCertain: true },
  // "BAMAKO — Sahel Wire —"
  {
    pattern: new RegExp(String.raw`^\p{Lu}[\p{Lu} ,.]{2,40}\s[-–—]\s(${NAME})\s[-–—]\s`, 'dmu'),
    at: 'head',
    isCertain: false,
  },
  // "By Ana Ruiz, Sahel Wire", "Source: Sahel Wire"
  {
    pattern: new RegExp(
      String.raw`^(?:By|From|Source:|Agency:)\s(?:[^\n,|]{2,50}[,|]\s)?(${NAME})\s*(?:$|\|)`,
      'dmu',
    ),
    at: 'head',
    isCertain: false,
  },
  // "... gave no comment. (Sahel Wire)", "- Sahel Wire"
  { pattern: new RegExp(String.raw`\((${NAME})\)\s*$`, 'du'), at: 'tail', isCertain: false },
  { pattern: new RegExp(String.raw`[-–—]\s?(${NAME})\s*$`, 'du'), at: 'tail', isCertain: false },
];

/** "Sahel Wire", "Cedar Agency", "News Service of the North". */
const CALLS_ITSELF_AGENCY = /\b(?:wire|newswire|agency|agencies|news service|press)\b/iu;

const keyOf = (name: string): string =>
  (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .map(foldWord)
    .filter(word => word !== 'the')
    .join(' ');

const isAgency = (name: string, registry: Outlets): boolean =>
  registry.isAgency(name) || CALLS_ITSELF_AGENCY.test(name);

/** The mark in one report's words that says whose text it is. */
export const markIn = (
  { report }: CodedText,
  registry: Outlets,
  outlets: ReadonlySet<string> = new Set(),
): Origin | null => {
  for (const { pattern, at, isCertain } of MARKS) {
    const from = at === 'head' ? 0 : Math.max(0, report.text.length - TAIL);
    const found = pattern.exec(report.text.slice(from, at === 'head' ? HEAD : undefined));
    const [start, end] = found?.indices?.[1] ?? [];
    const name = found?.[1];
    if (name === undefined || start === undefined || end === undefined) continue;
    if (!isCertain && !isAgency(name, registry) && !outlets.has(keyOf(name))) continue;
    return { name, report: report.id, start: from + start, end: from + end };
  }
  return null;
};

/** What most reports of one text name; ties go to the earliest. */
const originOf = (group: readonly CodedText[], registry: Outlets): Origin | null => {
  const outletOf = ({ report, coded }: CodedText): string => report.outlet ?? coded.outlet ?? '';
  const outlets = new Set(group.map(text => keyOf(outletOf(text))).filter(key => key !== ''));
  const named = group.flatMap(text => markIn(text, registry, outlets) ?? []);
  const votes = (origin: Origin): number =>
    named.filter(other => keyOf(other.name) === keyOf(origin.name)).length;
  const [first, ...rest] = named;
  if (first) return rest.reduce((best, origin) => (votes(origin) > votes(best) ? origin : best), first);
  const own = group.find(text => isAgency(outletOf(text), registry));
  return own ? { name: outletOf(own), report: own.report.id, start: 0, end: 0 } : null;
};

/** One a group of copies, groups given by report ids. */
export const findOrigins = (
  texts: readonly CodedText[],
  copies: readonly (readonly string[])[],
  registry: Outlets,
): (Origin | null)[] => {
  const byId = new Map(texts.map(text => [text.report.id, text]));
  return copies.map(group =>
    originOf(
      group.flatMap(id => byId.get(id) ?? []),
      registry,
    ),
  );
};
