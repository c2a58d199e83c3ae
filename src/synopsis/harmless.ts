// Report text is a stranger's: control characters, bidirectional overrides and lone surrogates are made visible as
// U+FFFD before any renderer shows them (Unicode TR 36; "Trojan Source", Boucher and Anderson 2021).

// Bidirectional marks, embeddings, overrides and isolates stand in the second row.
const HARMFUL =
  /[\u0000-\u001F\u007F-\u009F\uFFF9-\uFFFB]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/gu;
const SPACES = /[\s\u0085]+/g;

/** One line that no terminal or browser can be misled by; runs of white space become one space. */
export const harmless = (text: string): string => text.replace(SPACES, ' ').replace(HARMFUL, '\uFFFD');
