// The order in which a story's reports stand: by publication, of a day those that tell no hour last, undated ones after
// all; then by id and text.
import type { Report } from '../schema/report.ts';
import { momentsOf } from './days.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const inStoryOrder = <Item extends Pick<Report, 'id' | 'contentHash' | 'publishedAt'>>(
  items: readonly Item[],
): Item[] =>
  items
    .map(item => ({ item, published: momentsOf(item.publishedAt).last }))
    .sort(
      (a, b) =>
        (a.published === b.published ? 0 : a.published - b.published) ||
        compare(a.item.id, b.item.id) ||
        compare(a.item.contentHash, b.item.contentHash),
    )
    .map(({ item }) => item);
