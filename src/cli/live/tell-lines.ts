// What happens in the live flow, in lines: reports on standard output, everything else on standard error.
import type { LiveEvent, Tell } from '../../live/index.ts';
import { harmless } from '../../synopsis/harmless.ts';
import { changesInWords } from '../record/update-stories.ts';

export interface LiveCounts {
  added: number;
  known: number;
  setAside: number;
  /** Readings of sources that failed. */
  failedReadings: number;
}

export const countInto =
  (counts: LiveCounts): Tell =>
  event => {
    if (event.kind === 'recorded') counts[event.recorded.outcome === 'known' ? 'known' : 'added']++;
    else if (event.kind === 'fetched') counts.known += event.known;
    else if (event.kind === 'failed' && event.state === 'failed') counts.setAside++;
    else if (event.kind === 'read' && (event.outcome === 'failed' || event.outcome === 'refused'))
      counts.failedReadings++;
  };

const items = (count: number): string =>
  `${count.toLocaleString('en')} new ${count === 1 ? 'item' : 'items'}`;

/** `14:05` of the machine's own clock. */
const hour = (at: string): string => new Date(at).toTimeString().slice(0, 5);

/** Null for what is not worth a line. */
export const lineOf = (event: LiveEvent): string | null => {
  switch (event.kind) {
    case 'read': {
      const { source, outcome, problems, dueAt } = event;
      const said = problems.map(({ message, code }) => `${message} [${code}]`).join('; ');
      if (outcome === 'failed' || outcome === 'refused')
        return `${source}: ${outcome === 'failed' ? 'could not be read' : 'may not be read'}: ${said}; read again at ${hour(dueAt)}`;
      if (outcome === 'postponed') return `${source}: ${said}`;
      if (event.items > 0 || said !== '')
        return `${source}: ${items(event.items)}${said === '' ? '' : `; ${said}`}`;
      return null;
    }
    case 'fetched':
    case 'recorded':
      return null;
    case 'failed': {
      const next =
        event.state === 'waiting'
          ? 'it will be tried again'
          : 'set aside: synoptic queue list --state failed';
      const what = event.error.startsWith(event.what) ? event.error : `${event.what}: ${event.error}`;
      return `${event.source === null ? '' : `${event.source}: `}${what} (${next})`;
    }
    case 'stories':
      return changesInWords(event.changes);
    case 'trouble':
      return event.message;
  }
};

/** A report as `add` acknowledges it, `added strike-2`; null for everything else. */
export const acknowledgement = (event: LiveEvent): string | null => {
  if (event.kind !== 'recorded' || event.recorded.outcome === 'known') return null;
  const { recorded, title } = event;
  const later = recorded.outcome === 'version' ? `, a later version of ${recorded.supersedes}` : '';
  return harmless(`added ${recorded.id}${later}${title === null ? '' : `  ${title}`}`);
};
