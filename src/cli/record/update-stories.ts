// Brings the stories of a store up to date with its reports, and lets Ctrl-C end long work between two reports.
import type { Store, StoryChanges } from '../../6-record/index.ts';
import type { Desk } from '../desk.ts';
import type { RecordingFlow } from '../flow.ts';
import { EXIT_STOPPED } from '../refusal.ts';

export const changesInWords = ({ stories, events }: StoryChanges): string =>
  (
    [
      ['stories', stories],
      ['events', events],
    ] as const
  )
    .map(
      ([what, { added, changed, deleted }]) => `${what}: ${added} new, ${changed} changed, ${deleted} gone`,
    )
    .join('; ');

/**
 * Does nothing where they are up to date; says on standard error what became of them.
 * @param isStopped true: what still waits is left to the next time.
 */
export const updateStories = async (
  store: Store,
  flow: RecordingFlow,
  desk: Desk,
  isStopped: () => boolean = () => false,
): Promise<void> => {
  const { areStoriesCurrent, bringTogether } = await import('../../6-record/index.ts');
  if (await areStoriesCurrent(store.database)) return;
  desk.note('bringing the reports together ...');
  const changes = await bringTogether(store, flow.making, {
    goesOn: () => !isStopped(),
    onProgress: ({ done, total }) =>
      desk.progress('bringing together', done, { file: '', readBytes: done, totalBytes: total }),
  });
  desk.note(changesInWords(changes));
  if (isStopped() && !(await areStoriesCurrent(store.database)))
    desk.note('stopped; the next add, recode or gather brings the rest together');
};

/** Ctrl-C ends the work after the report at hand; a second one ends it at once. */
export const stopOnInterrupt = (): (() => boolean) => {
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    process.exitCode = EXIT_STOPPED;
  });
  return () => stopped;
};
