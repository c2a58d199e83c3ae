// The way into the flow for tests of the server: what is handed in is kept, and nothing of it coded.
import type { Ingest, Submission } from '../../src/7-serve/index.ts';

export interface KeptIngest extends Ingest {
  /** Lines as they were handed in, `html raid.htm` of a file, an address. */
  readonly lines: string[];
  /** How often the stories were to be brought up to date. */
  asked: number;
}

const MOST_LISTED = 20;

export const keepingIngest = (): KeptIngest => {
  const jobs: Submission[] = [];
  const lines: string[] = [];
  const take = (line: string, by: string): Submission => {
    lines.push(line);
    const job: Submission = {
      id: `j${jobs.length + 1}`,
      at: '2026-01-02T03:04:05.000Z',
      by,
      name: null,
      state: 'waiting',
      received: line.split('\n').filter(Boolean).length,
      added: 0,
      known: 0,
      reports: [],
      problems: [],
    };
    jobs.push(job);
    return job;
  };
  return {
    lines,
    asked: 0,
    submit: async (jsonl, by) => take(new TextDecoder().decode(jsonl), by),
    submitFile: async ({ name, format }, by) => take(`${format} ${name}`, by),
    submitAddress: async (address, by) => take(address, by),
    find: async id => jobs.find(job => job.id === id) ?? null,
    list: async () => jobs.slice(-MOST_LISTED).toReversed(),
    updateStories() {
      this.asked++;
    },
  };
};
