// What the server tells as it happens -> queries read anew. One stream for the whole workbench; when it breaks the
// browser tries again by itself, and the frame says so meanwhile.
import { onlineManager, type QueryClient } from '@tanstack/react-query';
import { BASE } from './client.ts';

/** Topic of the stream -> first part of the keys of the queries that show it. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  reports: ['reports', 'search'],
  stories: ['stories', 'events', 'map', 'timeline', 'actors', 'figures', 'review', 'facets'],
  queue: ['jobs', 'sources'],
  decisions: ['events', 'review', 'facets'],
};

/** The server ends a stream now and then; only one that stays away this long is no connection. */
const PATIENCE = 6000;

export const followServer = (queries: QueryClient): (() => void) => {
  const stream = new EventSource(`${BASE}/stream`);
  let gone: ReturnType<typeof setTimeout> | undefined;
  for (const [topic, keys] of Object.entries(SHOWN_BY))
    stream.addEventListener(topic, () => {
      for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
    });
  // The server no longer knows what was missed.
  stream.addEventListener('reset', () => void queries.invalidateQueries());
  stream.onopen = () => {
    clearTimeout(gone);
    gone = undefined;
    if (onlineManager.isOnline()) return;
    onlineManager.setOnline(true);
    void queries.invalidateQueries();
  };
  stream.onerror = () => {
    gone ??= setTimeout(() => onlineManager.setOnline(false), PATIENCE);
  };
  return () => {
    clearTimeout(gone);
    stream.close();
  };
};
