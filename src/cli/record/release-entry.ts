// Releases and their differences as lists show them.
import type { Release, ReleaseChange } from '../../6-record/index.ts';
import { type Entry, eventTitle } from './entry.ts';

export const releaseEntry = (release: Release): Entry => ({
  head: [release.name, release.at.slice(0, 10)],
  lines: [`${release.events} events from ${release.reports} reports`, `hash ${release.hash}`, release.note],
});

export const releaseChangeEntry = (change: ReleaseChange): Entry => ({
  head: [change.event.id, change.kind],
  lines: [
    eventTitle(change.event),
    ...(change.kind === 'changed'
      ? change.fields.map(
          ({ field, before, after }) => `${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}`,
        )
      : []),
    change.kind === 'deleted' && change.mergedInto !== null ? `now in ${change.mergedInto}` : null,
  ],
});
