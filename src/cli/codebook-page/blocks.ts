// The parts that the coder's manual is made of, before it is Markdown or HTML.

/** Words of an example with the role they are marked for. */
interface Marked {
  readonly text: string;
  readonly role: string;
}

export interface Linked {
  readonly text: string;
  /** Id of a heading. */
  readonly to: string;
}

/** Plain text, words with a role, code in `code`, or a link inside the page. */
export type Run = string | Marked | Linked | { readonly code: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string; readonly id: string }
  | { readonly kind: 'text'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly Run[])[])[];
    };

export const heading = (level: 1 | 2 | 3 | 4, text: string, id: string): Block => ({
  kind: 'heading',
  level,
  text,
  id,
});

export const text = (...runs: Run[]): Block => ({ kind: 'text', runs });

/** Runs with commas between them. */
export const inRow = (runs: readonly Run[], between = ', '): Run[] =>
  runs.flatMap((run, i) => (i === 0 ? [run] : [between, run]));

/** `accuse.blame` as the id of a heading. */
export const anchorOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
