// A report: one news text as an outlet published it. Its text is never changed after gathering.

/** Where `publishedAt` came from. `inferred` is lent by a dated report of the same story. */
export const DATE_BASES = ['given', 'feed', 'page', 'inText', 'inferred', 'none'] as const;
export type DateBasis = (typeof DATE_BASES)[number];

export interface Report {
  readonly id: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  /** ISO 8601 date or date-time. */
  readonly publishedAt: string | null;
  readonly dateBasis: DateBasis;
  /** BCP 47, such as `en`. */
  readonly language: string;
  /** The words exactly as published; every span of later stages points in here. */
  readonly text: string;
  /** ISO 8601 date-time of gathering, null where the clock must not enter (files, standard input). */
  readonly retrievedAt: string | null;
  /** SHA-256 of `text` in hexadecimal. */
  readonly contentHash: string;
  /**
   * Spans of `text` that are metadata, not prose: a leading ` date 2023-11-06 `, a byline.
   * Later stages read around them.
   */
  readonly nonProse: readonly { readonly start: number; readonly end: number }[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** A report of which nothing but its words is known, and what is given besides. */
export const bareReport = (id: string, text: string, fields: Partial<Report> = {}): Report => ({
  id,
  outlet: null,
  title: null,
  url: null,
  publishedAt: null,
  dateBasis: 'none',
  language: 'en',
  text,
  retrievedAt: null,
  contentHash: '',
  nonProse: [],
  metadata: {},
  ...fields,
});
