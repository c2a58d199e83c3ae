// The keeper of stories: long work is told of round by round, and ends soon when the program does.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_CHANGES } from '../../src/6-record/together/settle.ts';
import type { LiveEvent } from '../../src/live/live-event.ts';
import { StoryKeeper } from '../../src/live/story-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A store with so many seconds of work left, done a second at a time. */
const makeKeeper = (seconds: number, isQuiet: boolean) => {
  const told: LiveEvent[] = [];
  const work = { left: seconds, rounds: 0 };
  const keeper = new StoryKeeper({
    updateStories: async goesOn => {
      if (work.left === 0) return null;
      work.rounds++;
      do {
        await new Promise(resolve => setTimeout(resolve, 1000));
        work.left--;
      } while (work.left > 0 && goesOn());
      return NO_CHANGES;
    },
    isQuiet: async () => isQuiet,
    tell: event => void told.push(event),
  });
  return { keeper, told, work };
};

test('long work is done and told in rounds, and the keeper is idle when all is done', async () => {
  const { keeper, told, work } = makeKeeper(200, true);
  const running = keeper.run();
  await vi.advanceTimersByTimeAsync(90_000);
  expect(keeper.isIdle).toBe(false);
  expect(told.length).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(130_000);
  expect(work.left).toBe(0);
  expect(told.length).toBe(work.rounds);
  expect(work.rounds).toBeGreaterThan(2);
  expect(keeper.isIdle).toBe(true);
  keeper.stop();
  await running;
});

test('while reports wait, no more than half of the time goes into it', async () => {
  const { keeper, work } = makeKeeper(1000, false);
  const running = keeper.run();
  await vi.advanceTimersByTimeAsync(900_000);
  expect(1000 - work.left).toBeGreaterThan(380);
  expect(1000 - work.left).toBeLessThan(520);
  keeper.stop();
  await vi.advanceTimersByTimeAsync(2000);
  await running;
});

test('told to stop, it ends after the step at hand and leaves the rest', async () => {
  const { keeper, work } = makeKeeper(1000, true);
  const running = keeper.run();
  await vi.advanceTimersByTimeAsync(3500);
  keeper.stop();
  await vi.advanceTimersByTimeAsync(1000);
  await running;
  expect(work.left).toBe(1000 - 4);
});
