// What a command says beside its data, on standard error: problems with their place, and how far long work is.
import type { GatherProblem, GatherProgress } from '../1-gather/index.ts';
import { isTerminal } from './output.ts';

export interface Desk {
  readonly problem: (problem: GatherProblem) => void;
  /** A stage threw on one report; the others go on. */
  readonly failure: (file: string, line: number | null, id: string, error: unknown) => void;
  readonly note: (message: string) => void;
  /** `doing` is `coding`; shown on a terminal only, and only where it takes long. */
  readonly progress: (doing: string, reports: number, read: GatherProgress | null, unit?: string) => void;
  /** Clears the progress line, says what was left out, and sets the exit code. */
  readonly finish: () => void;
}

interface Written {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Problems of one file past this many are counted, not printed. */
const MOST_PER_FILE = 20;
const FIRST_SHOWN_MS = 400;
const EVERY_MS = 150;
/** An estimate before this much of the work is worth nothing. */
const LEAST_SHARE = 0.02;

const placeOf = (file: string, line: number | null): string => (line === null ? file : `${file}:${line}`);

const inWords = (seconds: number): string =>
  seconds < 60
    ? `${Math.max(1, Math.round(seconds))} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`;

/** `coding  312 reports  41 %  about 20 s left`. */
export const describeProgress = (
  doing: string,
  reports: number,
  read: Pick<GatherProgress, 'readBytes' | 'totalBytes'> | null,
  elapsedMs: number,
  unit = 'report',
): string => {
  const parts = [doing, `${reports.toLocaleString('en')} ${unit}${reports === 1 ? '' : 's'}`];
  const seconds = elapsedMs / 1000;
  if (read !== null && read.totalBytes !== null && read.totalBytes > 0) {
    const share = Math.min(1, read.readBytes / read.totalBytes);
    parts.push(`${Math.floor(share * 100)} %`);
    if (share >= LEAST_SHARE && share < 1)
      parts.push(`about ${inWords((seconds * (1 - share)) / share)} left`);
  } else if (reports > 0 && seconds > 0) {
    parts.push(`${(reports / seconds).toFixed(1)} a second`);
  }
  return parts.join('  ');
};

export const makeDesk = (
  stream: Written = process.stderr,
  now: () => number = () => performance.now(),
): Desk => {
  let started = now();
  let current: string | null = null;
  const printed = new Map<string, number>();
  let shown = false;
  let last = started + FIRST_SHOWN_MS - EVERY_MS;
  let failed = 0;
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[K');
    shown = false;
  };
  const say = (message: string): void => {
    clear();
    stream.write(`${message}\n`);
  };
  const sayOf = (file: string, message: string): void => {
    const count = (printed.get(file) ?? 0) + 1;
    printed.set(file, count);
    if (count <= MOST_PER_FILE) say(message);
  };
  return {
    problem: ({ severity, file, line, message, code }) => {
      if (severity === 'error') failed++;
      const kind = severity === 'warning' ? 'warning: ' : '';
      sayOf(file, `${placeOf(file, line)}: ${kind}${message} [${code}]`);
    },
    failure: (file, line, id, error) => {
      failed++;
      const message = error instanceof Error ? error.message : String(error);
      sayOf(file, `${placeOf(file, line)}: ${id}: ${message.slice(0, 500)} (the report was passed over)`);
      if (process.env.SYNOPTIC_DEBUG && error instanceof Error) say(error.stack ?? '');
    },
    note: say,
    progress: (doing, reports, read, unit) => {
      if (doing !== current) {
        // what came before says nothing of how long this takes
        if (current !== null) started = now();
        current = doing;
      }
      if (!isTerminal(stream) || now() - last < EVERY_MS) return;
      last = now();
      const line = describeProgress(doing, reports, read, last - started, unit);
      stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
      shown = true;
    },
    finish: () => {
      clear();
      for (const [file, count] of printed) {
        if (count > MOST_PER_FILE)
          say(`${file}: ${(count - MOST_PER_FILE).toLocaleString('en')} more problems are not shown`);
      }
      printed.clear();
      if (failed > 0) process.exitCode = 1;
    },
  };
};
