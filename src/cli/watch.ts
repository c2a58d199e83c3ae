// `synoptic watch`: stories as they appear and change, while reports come in.
import { type Command, Option } from 'commander';
import type { Store, StorySummary } from '../6-record/index.ts';
import type { LiveEvent } from '../live/index.ts';
import { counted } from './counted.ts';
import type { Interrupt } from './live/interrupt.ts';
import { addLiveOptions, type LiveOptions } from './live/live-options.ts';
import { Screen } from './live/screen.ts';
import { withExamples } from './options.ts';
import { wantsColour } from './output.ts';
import { withStore } from './store-option.ts';

interface WatchOptions extends LiveOptions {
  readonly onlyLook?: boolean;
}

const LOOK_MS = 3_000;
/** Stories shown at the beginning, so that the screen is not empty. */
const SHOWN_FIRST = 5;

/** Remembers how each story was last shown, so that only what is new about it is. */
class StoryWatch {
  readonly #store: Store;
  readonly #screen: Screen;
  readonly #shown = new Map<string, StorySummary>();
  #since = '1970-01-01T00:00:00.000Z';

  constructor(store: Store, screen: Screen) {
    this.#store = store;
    this.#screen = screen;
  }

  /** The stories there are, without showing them all. */
  async begin(): Promise<void> {
    const stories = await this.#changed();
    const latest = stories.slice(-SHOWN_FIRST);
    if (stories.length === 0) this.#screen.say('no stories yet: they appear here when reports come in');
    else this.#screen.say(`${counted(stories.length, 'story', 'stories')} so far; the latest:`);
    for (const story of latest) await this.#show(story, null);
    for (const story of stories) this.#shown.set(story.id, story);
  }

  async look(): Promise<void> {
    for (const story of await this.#changed()) {
      await this.#show(story, this.#shown.get(story.id) ?? null);
      this.#shown.set(story.id, story);
    }
  }

  async #changed(): Promise<StorySummary[]> {
    const { listStoriesSince } = await import('../6-record/index.ts');
    const stories = await listStoriesSince(this.#store, this.#since);
    for (const { updatedAt } of stories) if (updatedAt > this.#since) this.#since = updatedAt;
    return stories;
  }

  async #show(story: StorySummary, before: StorySummary | null): Promise<void> {
    const [{ storyLines }, { textWidth }] = await Promise.all([
      import('./live/story-lines.ts'),
      import('./record/write-entries.ts'),
    ]);
    const view = { width: textWidth(), colour: wantsColour(null) };
    this.#screen.write(storyLines(story, before, new Date(story.updatedAt), view));
  }
}

const lookOnly = async (watch: StoryWatch, screen: Screen, interrupted: Interrupt): Promise<void> => {
  while (!interrupted.isSet) {
    screen.status('looking for changes (Ctrl-C stops)');
    await Promise.race([interrupted.promise, new Promise(resolve => setTimeout(resolve, LOOK_MS))]);
    await watch.look();
  }
};

const gatherAndLook = async (
  store: Store,
  options: WatchOptions,
  watch: StoryWatch,
  screen: Screen,
  interrupted: Interrupt,
): Promise<void> => {
  const [{ openLive }, { countInto, lineOf }] = await Promise.all([
    import('./live/open-live.ts'),
    import('./live/tell-lines.ts'),
  ]);
  const counts = { added: 0, known: 0, setAside: 0, failedReadings: 0 };
  const count = countInto(counts);
  let looking = Promise.resolve();
  const tell = (event: LiveEvent): void => {
    count(event);
    if (event.kind === 'stories') looking = looking.then(() => watch.look());
    else {
      const line = lineOf(event);
      if (line !== null) screen.say(line);
    }
    screen.status(`${counted(counts.added, 'report')} added, ${counts.setAside} set aside (Ctrl-C stops)`);
  };
  const live = await openLive(store, options, { tell, gathers: { only: null, once: false } });
  try {
    await Promise.race([interrupted.promise, live.flow.ended]);
    screen.say('stopping: what is being coded is finished, the rest waits in the queue ...');
  } finally {
    await live.close();
    await looking;
  }
};

const run = (options: WatchOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ onInterrupt }, { patientStore }] = await Promise.all([
      import('./live/interrupt.ts'),
      import('../6-record/index.ts'),
    ]);
    const interrupted = onInterrupt();
    const screen = new Screen();
    const patience = () => (interrupted.isSet ? 0 : Number.POSITIVE_INFINITY);
    const watch = new StoryWatch(patientStore(store, patience), screen);
    await watch.begin();
    await (options.onlyLook === true
      ? lookOnly(watch, screen, interrupted)
      : gatherAndLook(store, options, watch, screen, interrupted));
  });

export const addWatchCommand = (program: Command): void => {
  const command = program
    .command('watch')
    .description('gather from the sources, and see stories appear and change')
    .addOption(
      new Option(
        '--only-look',
        'gather nothing: show what another program does, on a store that is a PostgreSQL server',
      ),
    );
  withExamples(addLiveOptions(command).action(run), [
    ['synoptic watch --every 10m', 'until Ctrl-C'],
    ['synoptic watch --only-look --store postgres://reader@db.example/desk', 'beside a gather --watch'],
  ]);
};
