// The live flow as a whole: gathering, coding and bringing together side by side over one store, each at its own pace.
// What is at hand when it stops, or is killed, is in the queue: the next start goes on there.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Store, StoryChanges } from '../6-record/index.ts';
import { countOpenJobs, takeOverLeases, tidyQueue } from '../6-record/queue/index.ts';
import { dueSources } from '../6-record/sources/index.ts';
import { CodingLine } from './coding-line.ts';
import type { CodingPool } from './coding-pool.ts';
import { Gathering, type GatheringParts } from './gathering.ts';
import type { LiveEvent, Tell } from './live-event.ts';
import { StoryKeeper } from './story-keeper.ts';

export type LiveGathering = Pick<
  GatheringParts,
  'fetcher' | 'readSource' | 'outlets' | 'readDocument' | 'every' | 'only' | 'once'
>;

export interface LiveParts {
  readonly store: Store;
  readonly pool: CodingPool;
  /** The run that the coding belongs to; begun with the first report. */
  readonly run: () => Promise<number>;
  /** Null where the stories are up to date. */
  readonly updateStories: (goesOn: () => boolean) => Promise<StoryChanges | null>;
  /** Null: nothing is fetched, only what is in the queue is coded. */
  readonly gathering: LiveGathering | null;
  readonly tell: Tell;
}

export interface LiveFlow {
  /** Reports were put into the queue, or removed from the store. */
  readonly wake: () => void;
  /** Resolves when it is stopped; rejects where it cannot go on. */
  readonly ended: Promise<void>;
  /** Finishes what is being coded; resolves when nothing is under way. */
  readonly stop: () => Promise<void>;
  /** Resolves when there is nothing to do but to wait for a source or a server. */
  readonly untilIdle: () => Promise<void>;
}

const LOOK_AGAIN_MS = 250;
const TIDY_EVERY = 5_000;
/** An item that may be fetched again this soon is waited for. */
const SOON_MS = 10_000;

const describeSelf = (): string => `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

const idleTest =
  ({ store }: LiveParts, line: CodingLine, gatherer: Gathering | null) =>
  async () => {
    if (!line.isIdle || (gatherer && !gatherer.isIdle)) return false;
    const { reports, items, nextItemAt } = await countOpenJobs(store.database);
    if (reports > 0) return false;
    if (!gatherer) return true;
    if (items > 0 && (nextItemAt === null || Date.parse(nextItemAt) - Date.now() < SOON_MS)) return false;
    return !(await dueSources(store)).some(({ id }) => gatherer.wants(id));
  };

export const startLive = async (parts: LiveParts): Promise<LiveFlow> => {
  const { store, gathering, updateStories } = parts;
  // the folder's lock proves that whoever had a lease is gone
  if (store.database.kind === 'pglite') await takeOverLeases(store);
  await tidyQueue(store);
  let sinceTidy = 0;
  const tell = (event: LiveEvent): void => {
    if (event.kind === 'recorded') {
      sinceTidy++;
      keeper.note();
    }
    parts.tell(event);
  };
  const name = describeSelf();
  const line = new CodingLine({ ...parts, name: `${name}:coding`, tell });
  const gatherer =
    gathering &&
    new Gathering({ ...gathering, store, name: `${name}:gathering`, tell, onQueued: () => line.wake() });
  const keeper = new StoryKeeper({
    updateStories: async goesOn => {
      if (sinceTidy >= TIDY_EVERY) {
        sinceTidy = 0;
        await tidyQueue(store);
      }
      return updateStories(goesOn);
    },
    isQuiet: async () => line.isIdle && (await countOpenJobs(store.database)).reports === 0,
    tell,
  });
  const runs = [line.run(), keeper.run(), ...(gatherer ? [gatherer.run()] : [])];
  const stopAll = (): void => {
    gatherer?.stop();
    line.stop();
    keeper.stop();
  };
  // one that breaks stops the others
  for (const run of runs) run.catch(stopAll);
  const ended = Promise.allSettled(runs).then(ends => {
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  });
  ended.catch(() => {});
  const isIdle = idleTest(parts, line, gatherer);
  return {
    wake: () => {
      keeper.note();
      line.wake();
    },
    ended,
    stop: () => {
      stopAll();
      return ended;
    },
    untilIdle: async () => {
      let hasEnded = false;
      const over = ended.finally(() => {
        hasEnded = true;
      });
      over.catch(() => {});
      while (!hasEnded) {
        // twice: a report may be between two hands
        if ((await isIdle()) && keeper.isIdle && (await isIdle())) return;
        await Promise.race([over, new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))]);
      }
      await over;
    },
  };
};
