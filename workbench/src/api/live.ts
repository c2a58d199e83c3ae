// What the server tells as it happens -> queries read anew. One stream a tab, open while the tab is looked at: a browser
// has six connections to a server, and the server as few streams, for all the tabs of its reader.
import { onlineManager, type QueryClient } from '@tanstack/react-query';
import { BASE } from './client.ts';

const OF_EVENTS = ['stories', 'events', 'map', 'timeline', 'actors', 'figures', 'review', 'facets'] as const;

/** Topic of the stream -> first part of the keys of the queries that show it. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  reports: ['reports', 'search'],
  stories: OF_EVENTS,
  queue: ['jobs', 'sources', 'queue'],
  decisions: OF_EVENTS,
};

/** The server ends a stream now and then; only one that stays away this long is no connection. */
const PATIENCE = 6000;
/** A stream that was refused is asked for again after this long, then twice as long, up to the most. */
const FIRST_RETRY = 2000;
const MOST_RETRY = 60_000;
/** Where much arrives, pages are read anew so often at the most. */
const BREATH = 1500;
/** A tab that is left this long lets its stream go, and catches up when it is looked at again. */
const LEFT = 30_000;

/** Reads anew at once, then what is asked for meanwhile together. */
const gatherRefreshes = (
  queries: QueryClient,
): { ask: (keys: readonly string[]) => void; end: () => void } => {
  const asked = new Set<string>();
  let resting: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    resting = undefined;
    if (asked.size === 0) return;
    const keys = [...asked];
    asked.clear();
    resting = setTimeout(flush, BREATH);
    for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
  };
  return {
    ask: keys => {
      for (const key of keys) asked.add(key);
      if (resting === undefined) flush();
    },
    end: () => clearTimeout(resting),
  };
};

/** Follows until what is returned is called. For a reader whom the server knows: others it sends away. */
export const followServer = (queries: QueryClient): (() => void) => {
  const refreshes = gatherRefreshes(queries);
  let stream: EventSource | null = null;
  let missedSome = document.visibilityState !== 'visible';
  let wait = FIRST_RETRY;
  let gone: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let left: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(again);
    stream?.close();
    stream = null;
  };
  const opened = (): void => {
    clearTimeout(gone);
    gone = undefined;
    wait = FIRST_RETRY;
    if (missedSome || !onlineManager.isOnline()) {
      onlineManager.setOnline(true);
      void queries.invalidateQueries();
    }
    missedSome = false;
  };
  const failed = (): void => {
    gone ??= setTimeout(() => onlineManager.setOnline(false), PATIENCE);
    // what breaks off is tried again by the browser; what is refused is not
    if (stream?.readyState !== EventSource.CLOSED) return;
    close();
    missedSome = true;
    void queries.invalidateQueries({ queryKey: ['session'] });
    again = setTimeout(open, wait);
    wait = Math.min(MOST_RETRY, 2 * wait);
  };
  const open = (): void => {
    close();
    stream = new EventSource(`${BASE}/stream`);
    stream.onopen = opened;
    stream.onerror = failed;
    for (const [topic, keys] of Object.entries(SHOWN_BY))
      stream.addEventListener(topic, () => refreshes.ask(keys));
    // The server no longer knows what was missed.
    stream.addEventListener('reset', () => void queries.invalidateQueries());
  };
  const seen = (): void => {
    clearTimeout(left);
    if (document.visibilityState === 'visible') {
      if (stream === null) open();
      return;
    }
    left = setTimeout(() => {
      close();
      clearTimeout(gone);
      gone = undefined;
      missedSome = true;
    }, LEFT);
  };

  document.addEventListener('visibilitychange', seen);
  if (!missedSome) open();
  return () => {
    document.removeEventListener('visibilitychange', seen);
    for (const timer of [gone, left]) clearTimeout(timer);
    refreshes.end();
    close();
    onlineManager.setOnline(true);
  };
};
