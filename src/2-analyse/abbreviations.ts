// Abbreviations that keep their full stop and seldom end a sentence, as news in English writes them.

const titles =
  'mr mrs ms messrs dr prof rev hon sen rep gov pres gen lt col maj capt cpl sgt brig cmdr adm amb sec min st supt insp det fr sr jr esq';
const calendar = 'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun';
const places =
  'ave blvd rd ft mt calif conn fla ill mass mich minn miss okla ore penn pa tenn tex va vt wash wis ariz ark colo del ga ind kan ky la md mo neb nev ont que';
const other =
  'no nos vs etc approx est dept univ inc ltd corp co bros cf al fig figs vol pp ed eds art sect par op cit ca resp misc tel ext';

/** Titles that a name follows: their stop is theirs, and ends no sentence. */
const LEADING = new Set(
  'mr mrs ms messrs dr prof rev sen rep gov gen lt col maj capt cpl sgt spc pvt pfc brig cmdr adm amb'.split(
    ' ',
  ),
);
const LONGEST = 5;

/** Is the stop at `at` that of a title before a name: "Brig. Gen. Lund"? */
export const isTitleStop = (text: string, at: number): boolean => {
  if (text.charAt(at) !== '.' || !/^\.[ \u00a0]{1,2}\p{Lu}/u.test(text.slice(at, at + 5))) return false;
  const word = /(?:^|[^\p{L}\p{N}.])(\p{L}+)$/u.exec(text.slice(Math.max(0, at - LONGEST - 2), at))?.[1];
  return word !== undefined && /^\p{Lu}/u.test(word) && LEADING.has(word.toLowerCase());
};

export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  [titles, calendar, places, other].flatMap(words => words.split(' ')),
);
