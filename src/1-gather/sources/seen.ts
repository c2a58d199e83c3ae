// Which items of a source are new or changed, by what was seen there before.
import { createHash } from 'node:crypto';
import type { SourceItem } from '../../schema/source.ts';

/** An item before it is known whether it was given before. */
export type ItemDraft = Omit<SourceItem, 'isChange'>;

/** New items that one reading gives; the rest comes with the next. */
const MOST_NEW = 50_000;
const MOST_SEEN = 200_000;
const KEY_LETTERS = 10;
const VERSION_LETTERS = 6;

const letters = (text: string, count: number): string =>
  createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, count);

export interface FreshItems {
  readonly items: readonly SourceItem[];
  readonly seen: readonly string[];
  /** New ones that did not fit; reading again gives them. */
  readonly left: number;
}

/** A key that stands there twice counts as its last: else both would be changes of each other for ever. */
const lastOfEach = (drafts: readonly ItemDraft[]): Iterable<ItemDraft> => {
  const last = new Map<string, ItemDraft>();
  for (const draft of drafts) {
    last.delete(draft.key);
    last.set(draft.key, draft);
  }
  return last.values();
};

/** What still stands in the source is remembered longest. */
export const takeFresh = (drafts: readonly ItemDraft[], seen: readonly string[]): FreshItems => {
  const versions = new Map(seen.map(mark => [mark.slice(0, KEY_LETTERS), mark.slice(KEY_LETTERS)] as const));
  const items: SourceItem[] = [];
  let left = 0;
  for (const draft of lastOfEach(drafts)) {
    const key = letters(draft.key, KEY_LETTERS);
    const version = letters(draft.version, VERSION_LETTERS);
    const before = versions.get(key);
    if (before !== version) {
      if (items.length >= MOST_NEW) {
        left++;
        continue;
      }
      items.push({ ...draft, isChange: before !== undefined });
    }
    versions.delete(key);
    versions.set(key, version);
  }
  const marks = [...versions].map(([key, version]) => key + version);
  return { items, seen: marks.slice(-MOST_SEEN), left };
};

/** True where `key` was seen in just this version. */
export const wasSeen = (seen: ReadonlySet<string>, key: string, version: string): boolean =>
  seen.has(letters(key, KEY_LETTERS) + letters(version, VERSION_LETTERS));
