// Which languages are read, and what the others are called. A report in another language is kept and listed, never
// coded as if it were English.

/** Base languages of BCP 47 for which there is a model in `models/` and a codebook. */
export const SUPPORTED_LANGUAGES: readonly string[] = ['en'];

/** `en` of `en-GB`. */
export const baseLanguage = (tag: string): string => tag.toLowerCase().split(/[-_]/, 1)[0] as string;

export const isSupportedLanguage = (tag: string): boolean => SUPPORTED_LANGUAGES.includes(baseLanguage(tag));

/** Of the languages that are told apart; `und` is BCP 47's code for one that is not known. */
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  `am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|ca Catalan|cs Czech|da Danish|de German
el Greek|en English|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|gu Gujarati|he Hebrew|hi Hindi
hr Croatian|hu Hungarian|hy Armenian|is Icelandic|it Italian|ja Japanese|ka Georgian|kn Kannada|ko Korean|ku Kurdish
lo Lao|lt Lithuanian|lv Latvian|ml Malayalam|mr Marathi|ms Malay|nl Dutch|no Norwegian|or Odia|pa Punjabi|pl Polish
pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian|sv Swedish|sw Swahili
ta Tamil|te Telugu|th Thai|tl Tagalog|tr Turkish|uk Ukrainian|und a language not known|ur Urdu|vi Vietnamese
yo Yoruba|zh Chinese`
    .split(/[|\n]/)
    .map(entry => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)]),
);

/** `French (fr)`; the tag alone where it has no name here. */
export const languageName = (tag: string): string => {
  const name = NAMES[baseLanguage(tag)];
  return name === undefined ? tag : `${name} (${tag})`;
};

const supportedNames = SUPPORTED_LANGUAGES.map(languageName).join(', ');

export const UNSUPPORTED_LANGUAGE = 'code/unsupported-language';

/** Why a report is kept and not coded. */
export const unsupportedLanguage = (tag: string): string =>
  `written in ${languageName(tag)}, which is not read yet: the report is kept, nothing of it is coded; read is ${supportedNames}`;
