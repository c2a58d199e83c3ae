// Answers that take long to count, kept until the store changes: one map a store, the latest asked for last.
import type { Store } from './store.ts';
import { storeVersion } from './store-version.ts';

const MOST = 200;

interface Kept {
  version: string;
  readonly answers: Map<string, Promise<unknown>>;
}

const stores = new WeakMap<Store, Kept>();

/** What `count` gives, or gave since the store last changed. Who asks meanwhile waits for the same count. */
export const keptAnswer = async <Answer>(
  store: Store,
  key: string,
  count: () => Promise<Answer>,
): Promise<Answer> => {
  const version = await storeVersion(store);
  const kept = stores.get(store) ?? { version, answers: new Map<string, Promise<unknown>>() };
  stores.set(store, kept);
  if (kept.version !== version) {
    kept.answers.clear();
    kept.version = version;
  }
  const known = kept.answers.get(key) as Promise<Answer> | undefined;
  if (known) {
    // asked for again: the last to go
    kept.answers.delete(key);
    kept.answers.set(key, known);
    return known;
  }
  const answer = count();
  kept.answers.set(key, answer);
  if (kept.answers.size > MOST) kept.answers.delete(kept.answers.keys().next().value as string);
  answer.catch(() => kept.answers.delete(key));
  return answer;
};
