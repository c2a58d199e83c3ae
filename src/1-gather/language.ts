// The words of a report -> the language they are written in. What is plainly English is told by its commonest words;
// everything else by eld's n-grams, which are loaded only then. Parts in another language are read around.
import { baseLanguage, isSupportedLanguage, languageName, SUPPORTED_LANGUAGES } from '../schema/language.ts';
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import { type Complaint, warn } from './gathered.ts';
import { DEFAULT_LANGUAGE } from './report.ts';

export interface SettledLanguage {
  readonly report: Report;
  readonly complaints: readonly Complaint[];
}

/** Enough of a text to tell its language by. */
const SAMPLE = 20_000;
/** And of a line. */
const LINE_SAMPLE = 2000;
/** Fewer letters tell too little: the language given counts. */
const LEAST_LETTERS = 30;
/** A reliable guess at fewer letters is none: it takes two clauses. */
const LEAST_PROSE = 60;
/** A paragraph with fewer is no part in another language, but a name, a quotation, a headline. */
const LEAST_PART = 100;

const COMMON = new Set(
  `the of and to in that was were is are with from said has have had which this they his her who not but been would
after when it its by as for on at an be their there more than into about over he she we you i a`.split(/\s+/),
);
/** Of these, those that hardly another language written in Latin letters has. */
const ENGLISH_ONLY = new Set(
  'the of and that were with from said which this they his who been would after when their there about into'.split(
    ' ',
  ),
);

const lengthOfAll = (runs: readonly string[] | null): number =>
  runs?.reduce((sum, run) => sum + run.length, 0) ?? 0;

const lettersIn = (text: string): number => lengthOfAll(text.match(/\p{L}+/gu));

/** Shares of an English text's words: commonest words are some 40 %, those of English alone some 15 %. */
const englishShares = (text: string): { readonly common: number; readonly own: number } => {
  const words = text.toLowerCase().match(/[\p{L}’']+/gu) ?? [];
  if (words.length === 0) return { common: 0, own: 0 };
  const share = (list: ReadonlySet<string>): number =>
    words.reduce((sum, word) => sum + (list.has(word) ? 1 : 0), 0) / words.length;
  return { common: share(COMMON), own: share(ENGLISH_ONLY) };
};

const isPlainlyEnglish = (text: string): boolean => {
  const { common, own } = englishShares(text);
  return common >= 0.2 && own >= 0.08;
};

const isMostlyLatin = (text: string): boolean =>
  lengthOfAll(text.match(/\p{Script=Latin}+/gu)) * 2 >= lettersIn(text);

/** Tables and headlines in capitals look like anything: names in them are of all languages. */
const isProse = (text: string): boolean =>
  lengthOfAll(text.match(/\p{Ll}+/gu)) * 2 >= lettersIn(text) && lettersIn(text) >= LEAST_PROSE;

let detector: Promise<(text: string) => { language: string; isReliable: () => boolean }> | null = null;

const detect = async (text: string): Promise<{ language: string; isReliable: boolean }> => {
  detector ??= import('eld').then(async ({ eld }) => {
    // the package's main entry gives the one that loads; its types leave that open
    if ('load' in eld) await eld.load('small');
    return sample => eld.detect(sample);
  });
  const found = (await detector)(text);
  return { language: found.language, isReliable: found.isReliable() };
};

/** BCP 47 base language of the words; null where they do not tell. */
const identifyLanguage = async (text: string): Promise<string | null> => {
  const sample = text.slice(0, SAMPLE);
  if (lettersIn(sample) < LEAST_LETTERS) return null;
  if (isPlainlyEnglish(sample)) return 'en';
  const { language, isReliable } = await detect(sample);
  // a script that is not Latin is no English, even where several languages are written in it
  if (!isMostlyLatin(sample)) return language !== '' && language !== 'en' ? language : 'und';
  return isReliable && isProse(sample) ? language : null;
};

interface Part extends Span {
  readonly language: string;
  readonly letters: number;
}

/** A short line of another language in an English text is a name or a quotation, unless its script is another. */
const maybeForeign = (whole: string): boolean => {
  const line = whole.slice(0, LINE_SAMPLE);
  const letters = lettersIn(line);
  return letters >= LEAST_PART
    ? englishShares(line).own < 0.04
    : letters >= LEAST_LETTERS && !isMostlyLatin(line);
};

/** Lines with the language of each; what does not tell is taken for that of the line before it. */
const partsOf = async (text: string): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const { 0: whole, index } of text.matchAll(/[^\n]+/g)) {
    const end = index + whole.trimEnd().length;
    const line = whole.slice(0, LINE_SAMPLE);
    // of a longer line by its beginning
    const letters = lettersIn(line) * Math.max(1, whole.length / LINE_SAMPLE);
    if (letters === 0) continue;
    const before = parts.at(-1)?.language ?? 'en';
    const language = maybeForeign(line)
      ? ((await identifyLanguage(line)) ?? before)
      : letters >= LEAST_PART || isPlainlyEnglish(line)
        ? 'en'
        : before;
    parts.push({ start: index, end, language, letters });
  }
  return parts;
};

/** A line of names or figures looks foreign too: of a long text only more than this share is worth a look by n-grams. */
const FOREIGN_SHARE = 0.05;

const looksMixed = (text: string): boolean => {
  const lines = text.split('\n');
  const foreign = lengthOfAll(lines.filter(maybeForeign));
  return foreign > 0 && foreign >= text.length * FOREIGN_SHARE;
};

/** How much of a bilingual report must be in a language that is read for it to be read. */
const READ_SHARE = 0.25;

/** The language to read a text of several by: that of the whole, else one that makes up enough of it. */
const readableIn = (parts: readonly Part[], whole: string): string | null => {
  if (isSupportedLanguage(whole)) return whole;
  const lettersOf = (language: string | null): number =>
    parts.reduce(
      (sum, part) => sum + (language === null || part.language === language ? part.letters : 0),
      0,
    );
  const least = Math.max(lettersOf(null) * READ_SHARE, LEAST_PART * 2);
  const enough = SUPPORTED_LANGUAGES.find(language => lettersOf(language) >= least);
  return enough ?? null;
};

/** `en-GB` where English was found in a page of the United Kingdom. */
const tagOf = (declared: string, found: string): string =>
  baseLanguage(declared) === baseLanguage(found) ? declared : found;

/** A report of several languages, of which one is read: the others' lines are read around. Null for any other. */
const settleParts = async (report: Report, whole: string): Promise<SettledLanguage | null> => {
  const parts = await partsOf(report.text);
  const language = readableIn(parts, whole);
  const others = parts.filter(part => language !== null && part.language !== baseLanguage(language));
  if (language === null || others.length === 0) return null;
  const names = [...new Set(others.map(part => part.language))];
  const [what, were] = others.length === 1 ? ['line is', 'was'] : ['lines are', 'were'];
  const message = `${others.length} ${what} written in ${names.map(languageName).join(', ')} and ${were} read around; the rest is ${languageName(language)}`;
  const nonProse = [...report.nonProse, ...others.map(({ start, end }) => ({ start, end }))];
  return {
    report: {
      ...report,
      language: tagOf(report.language, language),
      nonProse: nonProse.sort((a, b) => a.start - b.start),
      metadata: { ...report.metadata, otherLanguages: names.join(' ') },
    },
    complaints: [warn('gather/mixed-languages', message)],
  };
};

/**
 * The report with its language: what the words say, where they are enough to tell; else what was declared. A
 * declaration that the words contradict is kept as metadata `declaredLanguage`.
 */
export const settleLanguage = async (report: Report): Promise<SettledLanguage> => {
  const whole = (await identifyLanguage(report.text)) ?? report.language;
  if (!isSupportedLanguage(whole) || looksMixed(report.text)) {
    const mixed = await settleParts(report, whole);
    if (mixed !== null) return mixed;
  }
  const language = tagOf(report.language, whole);
  if (language === report.language || report.language === DEFAULT_LANGUAGE)
    return { report: { ...report, language }, complaints: [] };
  const metadata = { ...report.metadata, declaredLanguage: report.language };
  return { report: { ...report, language, metadata }, complaints: [] };
};
