// Reports handed in over HTTP, coded one after another in the background of the serving process.
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  areStoriesCurrent,
  beginRun,
  bringTogether,
  findReport,
  recordReport,
  type Store,
} from '../../6-record/index.ts';
import type { EventBus, Ingest, Submission } from '../../7-serve/index.ts';
import type { Desk } from '../desk.ts';
import type { RecordingFlow } from '../flow.ts';

export interface Ingesting extends Ingest {
  /** Resolves when the report at hand is recorded and nothing more will be. */
  readonly stop: () => Promise<void>;
}

const KEPT = 200;
const MOST_PROBLEMS = 50;

type Work = { -readonly [Key in keyof Submission]: Submission[Key] } & { jsonl: Uint8Array | null };

const shown = ({ jsonl: _, ...submission }: Work): Submission => submission;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const linesIn = (jsonl: Uint8Array): number => {
  let lines = 0;
  let isBlank = true;
  for (const byte of jsonl)
    if (byte === 10) {
      if (!isBlank) lines++;
      isBlank = true;
    } else if (byte !== 13 && byte !== 32) isBlank = false;
  return isBlank ? lines : lines + 1;
};

/** Problems of one submission go to whoever handed it in, not to the terminal. */
const deskFor = (work: Work): Desk => {
  const note = (problem: Submission['problems'][number]): void => {
    if (work.problems.length < MOST_PROBLEMS) work.problems = [...work.problems, problem];
  };
  return {
    problem: ({ line, code, message }) => note({ line, code, message }),
    failure: (_file, line, id) =>
      note({ line, code: 'code/failed', message: `${id} could not be coded; it was passed over` }),
    note: () => {},
    progress: () => {},
    finish: () => {},
  };
};

export const makeIngest = (
  store: Store,
  flow: RecordingFlow,
  events: EventBus,
  log: (line: string) => void,
): Ingesting => {
  const all: Work[] = [];
  let isStopped = false;
  let running: Promise<void> | null = null;
  let storiesAsked = false;

  const codeWork = async (work: Work): Promise<void> => {
    const reading = { from: 'jsonl', stdin: once(work.jsonl as Uint8Array) } as const;
    for await (const item of flow.incoming(
      ['-'],
      deskFor(work),
      report => findReport(store.database, report),
      reading,
    )) {
      if (item.kind === 'known') work.known++;
      else {
        const run = await beginRun(store, flow.setup(packageJson.version));
        const { outcome, id } = await recordReport(store, item.text, run);
        if (outcome === 'known') work.known++;
        else work.added++;
        events.publish('reports', { id, outcome });
      }
      events.publish('queue', { id: work.id, state: work.state, added: work.added, known: work.known });
      // lets requests through between two reports
      await setImmediate();
      if (isStopped) return;
    }
  };

  const updateStories = async (): Promise<void> => {
    if (isStopped || (await areStoriesCurrent(store.database))) return;
    const changes = await bringTogether(store, flow.making);
    events.publish('stories', { ...changes });
  };

  const finish = (work: Work, state: 'done' | 'failed'): void => {
    work.state = state;
    work.jsonl = null;
    events.publish('queue', { id: work.id, state, added: work.added, known: work.known });
  };

  const runAll = async (): Promise<void> => {
    for (
      let work = all.find(each => each.state === 'waiting');
      work && !isStopped;
      work = all.find(each => each.state === 'waiting')
    ) {
      work.state = 'working';
      try {
        await codeWork(work);
        finish(work, 'done');
      } catch (error) {
        log(
          `submission ${work.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        finish(work, 'failed');
      }
    }
    storiesAsked = false;
    await updateStories();
  };

  const wake = (): void => {
    running ??= setImmediate()
      .then(runAll)
      .catch(error =>
        log(`bringing together failed: ${error instanceof Error ? error.stack : String(error)}`),
      )
      .finally(() => {
        running = null;
        if (!isStopped && (storiesAsked || all.some(each => each.state === 'waiting'))) wake();
      });
  };

  return {
    submit: async (jsonl, by) => {
      const work: Work = {
        id: randomUUID(),
        at: store.now().toISOString(),
        by,
        state: 'waiting',
        received: linesIn(jsonl),
        added: 0,
        known: 0,
        problems: [],
        jsonl,
      };
      all.push(work);
      while (all.length > KEPT && all[0]?.jsonl === null) all.shift();
      wake();
      return shown(work);
    },
    find: async id => {
      const work = all.find(each => each.id === id);
      return work ? shown(work) : null;
    },
    list: async () => all.map(shown).reverse(),
    updateStories: () => {
      storiesAsked = true;
      wake();
    },
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
};
