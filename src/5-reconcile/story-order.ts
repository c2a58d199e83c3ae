// The order in which a story's reports stand: by publication, undated last; then by id and text.
import type { Report } from '../schema/report.ts';
import { moment } from './days.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const inStoryOrder = <Item extends Pick<Report, 'id' | 'contentHash' | 'publishedAt'>>(
  items: readonly Item[],
): Item[] =>
  items
    .map(item => ({ item, published: moment(item.publishedAt) }))
    .sort(
      (a, b) =>
        (a.published === b.published ? 0 : a.published - b.published) ||
        compare(a.item.id, b.item.id) ||
        compare(a.item.contentHash, b.item.contentHash),
    )
    .map(({ item }) => item);
