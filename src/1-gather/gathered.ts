// What gathering gives, one at a time: a report, or a problem with the input. Bad input is data, not an exception.
import type { Report } from '../schema/report.ts';

export const FORMATS = ['text', 'html', 'jsonl', 'csv', 'pdf', 'warc'] as const;
export type Format = (typeof FORMATS)[number];

interface GatheredReport {
  readonly kind: 'report';
  /** The path as given, `standard input` for `-`. */
  readonly file: string;
  /** Line where the record begins (JSONL, CSV), null where the file is one report. */
  readonly line: number | null;
  readonly report: Report;
}

export interface GatherProblem {
  readonly kind: 'problem';
  /** `error`: something was not read. `warning`: it was read, with the change that the message states. */
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number | null;
  /** A stable name: `gather/not-json`. */
  readonly code: string;
  readonly message: string;
}

export type Gathered = GatheredReport | GatherProblem;

/** A problem before it is known where it stands. */
export interface Complaint {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

export const refuse = (code: string, message: string): Complaint => ({ severity: 'error', code, message });
export const warn = (code: string, message: string): Complaint => ({ severity: 'warning', code, message });

export const problemAt = (file: string, line: number | null, complaint: Complaint): GatherProblem => ({
  kind: 'problem',
  ...complaint,
  file,
  line,
});

/** A value for a message: quoted, one line, at most 60 characters. */
export const shown = (value: unknown): string => {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = written
    .slice(0, 200)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
};
