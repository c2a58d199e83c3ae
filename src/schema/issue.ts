// Bad input is data: what a stage could not read or settle travels with its output as an issue.

export interface Issue {
  /** A stable name, `stage/what`: `gather/empty`, `ground/ambiguous-actor`. */
  readonly code: string;
  /** The value, what was allowed, the next step. */
  readonly message: string;
  /** Where in the report's text, null when the issue is about the whole report. */
  readonly start: number | null;
  readonly end: number | null;
}
