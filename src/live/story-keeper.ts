// Brings the stories up to date while reports come in: soon where it is quiet, seldom where much comes or it takes long.
import type { StoryChanges } from '../6-record/index.ts';
import { Bell } from './bell.ts';
import type { Tell } from './live-event.ts';

export interface StoryParts {
  /** Null where the stories are up to date; ends soon after `goesOn` turns false, the rest left to the next time. */
  readonly updateStories: (goesOn: () => boolean) => Promise<StoryChanges | null>;
  /** No report waits or is being coded. */
  readonly isQuiet: () => Promise<boolean>;
  readonly tell: Tell;
}

const LOOK_AGAIN_MS = 500;
const LEAST_PAUSE_MS = 10_000;
/** A round ends after so long, so that what has been brought together is told. */
const MOST_MS = 60_000;
/** Of all time, not more than half goes into it while reports wait. */
const PAUSE_FACTOR = 1;

export class StoryKeeper {
  readonly #parts: StoryParts;
  readonly #bell = new Bell();
  #isStopping = false;
  #isUpdating = false;
  #hasNews = true;
  #notBefore = 0;

  constructor(parts: StoryParts) {
    this.#parts = parts;
  }

  /** Reports were added or removed. */
  note(): void {
    this.#hasNews = true;
  }

  get isIdle(): boolean {
    return !this.#hasNews && !this.#isUpdating;
  }

  stop(): void {
    this.#isStopping = true;
    this.#bell.ring();
  }

  /** Until it is stopped; throws where the store fails. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      if (this.#hasNews && (Date.now() >= this.#notBefore || (await this.#parts.isQuiet())))
        await this.#update();
      await this.#bell.wait(LOOK_AGAIN_MS);
    }
  }

  async #update(): Promise<void> {
    const began = Date.now();
    this.#hasNews = false;
    this.#isUpdating = true;
    const goesOn = (): boolean => {
      const isTime = Date.now() < began + MOST_MS && !this.#isStopping;
      if (!isTime) this.#hasNews = true;
      return isTime;
    };
    const changes = await this.#parts.updateStories(goesOn);
    const took = Date.now() - began;
    this.#notBefore = Date.now() + Math.max(LEAST_PAUSE_MS, PAUSE_FACTOR * took);
    this.#isUpdating = false;
    if (changes !== null) this.#parts.tell({ kind: 'stories', changes });
  }
}
