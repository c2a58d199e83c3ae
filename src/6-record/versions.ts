// What changed from one text of a page to the next. Each text is a report of its own; the last one counts.
import { diffParagraphs, type ParagraphChange } from './paragraph-diff.ts';
import { type ReportVersion, reportVersions } from './report-links.ts';
import { readReport } from './reports.ts';
import type { Store } from './store.ts';

export interface VersionChanges extends ReportVersion {
  /** From 1, the earliest. */
  readonly number: number;
  /** Since the version before; empty for the first. */
  readonly changes: readonly ParagraphChange[];
  /** The headline before, where it was changed. */
  readonly titleBefore: string | null;
}

/** Of the page that the report is a version of, earliest first; empty where there is no such report. */
export const versionChanges = async (store: Store, id: string): Promise<readonly VersionChanges[]> => {
  const found: VersionChanges[] = [];
  let before: { readonly title: string | null; readonly text: string } | null = null;
  for (const version of await reportVersions(store, id)) {
    const report = await readReport(store, version.id);
    if (report === null) continue;
    found.push({
      ...version,
      number: found.length + 1,
      changes: before === null ? [] : diffParagraphs(before.text, report.text),
      titleBefore: before !== null && before.title !== report.title ? before.title : null,
    });
    before = report;
  }
  return found;
};
