// Stories made anew from all reports of the store. What reconciles them is handed in: this stage does not know it.

import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText, Story } from '../schema/story.ts';
import { allTexts } from './reports.ts';
import { lastChange } from './state.ts';
import type { Store } from './store.ts';
import { recordStories, type StoryChanges } from './stories.ts';

/** A coding of the report that is at hand already, null where it must be coded. */
type KnownCoding = (report: Report) => CodedReport | null;

export type Reconcile = (
  texts: readonly CodedText[],
  known: KnownCoding,
) => { readonly stories: readonly Story[]; readonly texts: readonly CodedText[] };

export const bringTogether = async (store: Store, reconcile: Reconcile): Promise<StoryChanges> => {
  const change = await lastChange(store.database);
  const texts: CodedText[] = [];
  const lent = new Map<string, { readonly publishedAt: string; readonly coded: CodedReport }>();
  for await (const text of allTexts(store)) {
    texts.push({ report: text.report, coded: text.coded });
    if (text.lent) lent.set(text.report.id, text.lent);
  }
  const reconciled = reconcile(texts, ({ id, publishedAt }) => {
    const known = lent.get(id);
    return known && known.publishedAt === publishedAt ? known.coded : null;
  });
  return recordStories(
    store,
    reconciled.stories,
    new Map(reconciled.texts.map(text => [text.report.id, text])),
    change,
  );
};
