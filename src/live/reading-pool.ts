// Threads that read what was fetched: a page made to take long takes only its own time, within a limit, and holds up
// neither fetching nor whoever asks the server for something.
import {
  type Gathered,
  type GivenDocument,
  problemAt,
  type ReadDocument,
  refuse,
  withOutlet,
} from '../1-gather/index.ts';
import { workerFile } from '../resources/package-dir.ts';
import { makeThreadPool } from './thread-pool.ts';

export interface ReadingPool {
  /** Its reports and problems; what takes too long or needs too much memory is a problem. */
  readonly read: ReadDocument;
  readonly close: () => Promise<void>;
}

export interface ReadingPoolOptions {
  /** Threads that code what is read here. */
  readonly coding: number;
  /** For tests: what a thread runs, and how long it may take. */
  readonly file?: string;
  readonly secondsFor?: (bytes: number) => number;
}

/** Coding a page takes some six times as long as reading it. */
const CODING_A_READING = 4;

const MEMORY_MEGABYTES = 1024;

/** A page of 30 kB takes 6 ms of a core at rest, a PDF at most a minute. */
const usualSeconds = (bytes: number): number => 60 + bytes / 50_000;

export const makeReadingPool = ({
  coding,
  file,
  secondsFor = usualSeconds,
}: ReadingPoolOptions): ReadingPool => {
  const threads = Math.max(1, Math.floor(coding / CODING_A_READING));
  const { run, close } = makeThreadPool<GivenDocument, Gathered[]>(threads, () => ({
    file: file ?? workerFile('reading-worker'),
    start: null,
    memoryMegabytes: MEMORY_MEGABYTES,
    secondsFor: ({ bytes }) => secondsFor(bytes.length),
    doing: 'reading',
    did: 'read',
  }));
  return {
    read: async function* (document, outlets) {
      let found: Gathered[];
      try {
        found = await run(document);
      } catch (error) {
        const message = `${(error as Error).message}. Look at it in a browser; its text can be added by hand: synoptic add`;
        yield problemAt(document.name, null, refuse('gather/given-up', message));
        return;
      }
      for (const each of found)
        yield each.kind === 'report' ? { ...each, report: withOutlet(each.report, outlets) } : each;
    },
    close,
  };
};
