// What was read of one report -> a Report: metadata in the text fills what was not given from outside.
import { createHash } from 'node:crypto';
import type { DateBasis, Report } from '../schema/report.ts';
import { readInTextMetadata } from './in-text-metadata.ts';

/** What a format's reader found; null where the source does not say. */
export interface ReportDraft {
  readonly id: string;
  readonly text: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly dateBasis: DateBasis;
  readonly language: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export type ReportFields = Omit<ReportDraft, 'id' | 'text'>;

/** Nothing known from outside. */
export const NO_FIELDS: ReportFields = {
  outlet: null,
  title: null,
  url: null,
  publishedAt: null,
  dateBasis: 'none',
  language: null,
  metadata: {},
};

/** Of a report that neither says what it is written in nor has words enough to tell. */
export const DEFAULT_LANGUAGE = 'en';

const hashText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const makeReport = (draft: ReportDraft): Report => {
  const within = readInTextMetadata(draft.text);
  const publishedAt = draft.publishedAt ?? within.publishedAt;
  return {
    id: draft.id,
    outlet: draft.outlet ?? within.outlet,
    title: draft.title ?? within.title,
    url: draft.url ?? within.url,
    publishedAt,
    dateBasis: draft.publishedAt !== null ? draft.dateBasis : publishedAt !== null ? 'inText' : 'none',
    language: draft.language ?? within.language ?? DEFAULT_LANGUAGE,
    text: draft.text,
    retrievedAt: null,
    contentHash: hashText(draft.text),
    nonProse: within.nonProse,
    metadata: { ...within.metadata, ...draft.metadata },
  };
};

/** Ids are unique within a run: a second `r1` becomes `r1-2`. */
export interface IdGiver {
  /** The id to use, and whether it had to be changed. */
  readonly give: (wanted: string) => { readonly id: string; readonly changed: boolean };
}

export const makeIdGiver = (): IdGiver => {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return {
    give: wanted => {
      let id = wanted;
      let count = next.get(wanted) ?? 2;
      while (taken.has(id)) id = `${wanted}-${count++}`;
      if (id !== wanted) next.set(wanted, count);
      taken.add(id);
      return { id, changed: id !== wanted };
    },
  };
};
