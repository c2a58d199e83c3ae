// What one report may be, and how much may be under way.

/**
 * The stages keep some 500 bytes for each character: a text much longer than this would end the whole run for want of
 * memory, with the reports after it.
 */
const MOST_CHARACTERS = 2_000_000;

/** Null for a report that may be coded. */
export const whyTooLong = ({ text }: { readonly text: string }): string | null =>
  text.length <= MOST_CHARACTERS
    ? null
    : `too long to be read as one report: ${text.length.toLocaleString('en')} characters; at most ${MOST_CHARACTERS.toLocaleString('en')}. Give one report a file, or many as JSONL (one a line)`;

/** Texts that are being coded or wait for a thread; a longer report is at hand alone. */
export const MOST_CHARACTERS_AT_HAND = 4_000_000;
