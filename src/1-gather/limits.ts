// How large an input may be. One report is held in memory whole; JSONL and CSV are read a record at a time.

const MB = 1_000_000;

export const MAX_TEXT_BYTES = 50 * MB;
export const MAX_HTML_BYTES = 20 * MB;
export const MAX_PDF_BYTES = 50 * MB;
/** One line of JSONL or one row of CSV, in UTF-16 code units. */
export const MAX_RECORD_LENGTH = 50 * MB;

export const inMegabytes = (bytes: number): string => `${(bytes / MB).toFixed(1).replace(/\.0$/, '')} MB`;
