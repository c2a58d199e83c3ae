// Reports handed in over HTTP: read, put into the store's queue, and answered for when they are safe there. The live
// flow codes them behind; what became of each batch is read from the queue, so it is known after a restart too.
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Gathered, gather, NO_FIELDS, type ReadDocument } from '../../1-gather/index.ts';
import type { Store } from '../../6-record/index.ts';
import {
  type Arrival,
  type Batch,
  batchName,
  enqueueReports,
  listBatches,
} from '../../6-record/queue/index.ts';
import { type EventBus, type Ingest, Problem, type Submission } from '../../7-serve/index.ts';
import type { LiveEvent } from '../../live/index.ts';
import { isSupportedLanguage, UNSUPPORTED_LANGUAGE, unsupportedLanguage } from '../../schema/language.ts';
import type { Outlets } from '../../schema/registry.ts';
import type { AddressReading } from '../live/open-live.ts';

/** Handed in lately: what the queue does not know of them. */
const REMEMBERED = 500;
const LISTED = 100;
const MOST_PROBLEMS = 50;
const MOST_REPORTS = 20;
/** Reports a transaction; between two the server answers others. */
const TOGETHER = 100;

type Problems = Submission['problems'];
type Received = Pick<Receipt, 'received' | 'known' | 'knownAs' | 'problems'>;

interface Receipt {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly name: string | null;
  readonly received: number;
  readonly known: number;
  /** Ids of those that the store had already, the first ones. */
  readonly knownAs: readonly string[];
  readonly problems: Problems;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const problemOf = (item: Extract<Gathered, { kind: 'problem' }>): Problems[number] => ({
  line: item.line,
  code: item.code,
  message: item.message.slice(0, 500),
});

const failedIn = ({ errors }: Batch): Problems =>
  errors.map(message => ({ line: null, code: 'code/failed', message: message.slice(0, 500) }));

const stateOf = ({ waiting, leased, failed, done }: Batch): Submission['state'] => {
  if (leased > 0 || (waiting > 0 && done + failed > 0)) return 'working';
  if (waiting > 0) return 'waiting';
  return failed > 0 && done === 0 ? 'failed' : 'done';
};

const submissionOf = (receipt: Receipt | null, batch: Batch | null): Submission => {
  const { id, at, by } = (receipt ?? batch) as Receipt | Batch;
  const queued = batch ? batch.waiting + batch.leased + batch.done + batch.failed : 0;
  const problems = [...(receipt?.problems ?? []), ...(batch ? failedIn(batch) : [])].slice(0, MOST_PROBLEMS);
  return {
    id,
    at,
    by,
    name: receipt?.name ?? batch?.first ?? null,
    state: batch ? stateOf(batch) : 'done',
    received: receipt?.received ?? queued,
    added: batch?.done ?? 0,
    known: receipt?.known ?? 0,
    reports: [...new Set([...(batch?.reports ?? []), ...(receipt?.knownAs ?? [])])].slice(0, MOST_REPORTS),
    problems,
  };
};

export interface QueueIngestParts {
  readonly store: Store;
  /** Tells the live flow that there is something to do. */
  readonly wake: () => void;
  readonly readAddress: (address: string) => Promise<AddressReading>;
  readonly outlets: () => Outlets;
  readonly readDocument: ReadDocument;
}

export const makeIngest = ({ store, wake, readAddress, outlets, readDocument }: QueueIngestParts): Ingest => {
  const receipts = new Map<string, Receipt>();

  const enqueue = async (items: AsyncIterable<Gathered>, batch: string): Promise<Received> => {
    const problems: Problems[number][] = [];
    let arrivals: Arrival[] = [];
    let received = 0;
    let known = 0;
    let knownAs: readonly string[] = [];
    const flush = async (): Promise<void> => {
      if (arrivals.length > 0) {
        const enqueued = await enqueueReports(store, arrivals);
        known += enqueued.known;
        knownAs = [...knownAs, ...enqueued.knownAs].slice(0, MOST_REPORTS);
      }
      arrivals = [];
      wake();
      await setImmediate();
    };
    for await (const item of items) {
      if (item.kind === 'problem') {
        if (item.severity === 'error') received++;
        if (problems.length < MOST_PROBLEMS) problems.push(problemOf(item));
        continue;
      }
      received++;
      const { language } = item.report;
      if (!isSupportedLanguage(language) && problems.length < MOST_PROBLEMS)
        problems.push({
          line: item.line,
          code: UNSUPPORTED_LANGUAGE,
          message: unsupportedLanguage(language),
        });
      arrivals.push({ report: item.report, batch, evenIfRemoved: true });
      if (arrivals.length >= TOGETHER) await flush();
    }
    await flush();
    return { received, known, knownAs, problems };
  };

  const find = async (id: string): Promise<Submission | null> => {
    const [batch] = await listBatches(store.database, id, 1);
    const receipt = receipts.get(id) ?? null;
    return receipt || batch ? submissionOf(receipt, batch ?? null) : null;
  };

  const takeOver = async (
    by: string,
    name: string | null,
    enqueueAll: (batch: string) => Promise<Received>,
  ): Promise<Submission> => {
    const at = store.now().toISOString();
    const id = `j${at.replaceAll(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`;
    receipts.set(id, { id, at, by, name, ...(await enqueueAll(batchName(id, by))) });
    if (receipts.size > REMEMBERED) receipts.delete(receipts.keys().next().value as string);
    return (await find(id)) as Submission;
  };

  return {
    find,
    submit: (jsonl, by, name = null) =>
      takeOver(by, name, batch => enqueue(gather(['-'], { from: 'jsonl', stdin: once(jsonl) }), batch)),
    submitFile: async ({ bytes, format, name, about }, by) => {
      const { title = null, outlet = null, url = null, publishedAt = null, language = null } = about;
      const document = {
        name,
        id: name.replace(/\.[a-z0-9]{1,5}$/i, ''),
        bytes,
        format,
        charset: null,
        fields: {
          ...NO_FIELDS,
          title,
          outlet,
          url,
          publishedAt,
          language,
          dateBasis: publishedAt === null ? ('none' as const) : ('given' as const),
        },
      };
      return takeOver(by, name, batch => enqueue(readDocument(document, outlets), batch));
    },
    submitAddress: async (address, by) => {
      const { reports, problem } = await readAddress(address);
      if (reports.length === 0)
        throw new Problem(400, problem ?? `there is no report at ${address}`, { code: 'serve/no-report' });
      async function* found(): AsyncGenerator<Gathered> {
        for (const report of reports) yield { kind: 'report', file: address, line: null, report };
      }
      return takeOver(by, address, async batch => {
        const received = await enqueue(found(), batch);
        if (problem === null) return received;
        const told = { line: null, code: 'gather/problem', message: problem };
        return { ...received, problems: [told, ...received.problems] };
      });
    },
    list: async () => {
      const batches = new Map(
        (await listBatches(store.database, null, LISTED)).map(batch => [batch.id, batch]),
      );
      const ids = [...new Set([...batches.keys(), ...receipts.keys()])];
      return ids
        .map(id => submissionOf(receipts.get(id) ?? null, batches.get(id) ?? null))
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, LISTED);
    },
    updateStories: wake,
  };
};

/** What happens in the live flow, for those who listen over HTTP. */
export const publishLive = (events: EventBus, event: LiveEvent): void => {
  switch (event.kind) {
    case 'recorded':
      events.publish('reports', { id: event.recorded.id, outcome: event.recorded.outcome });
      events.publish('queue', { job: event.batch?.split(' ')[0] ?? null, state: 'done' });
      return;
    case 'failed':
      events.publish('queue', { job: event.batch?.split(' ')[0] ?? null, state: event.state });
      return;
    case 'fetched':
      events.publish('queue', { source: event.source, state: 'waiting', queued: event.queued });
      return;
    case 'read':
      events.publish('queue', { source: event.source, state: event.outcome, queued: event.items });
      return;
    case 'stories':
      events.publish('stories', { ...event.changes });
      return;
    case 'trouble':
  }
};
