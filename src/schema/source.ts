// Where reports come from, what was last seen there, and what a reading of it gives. Sources and their states are
// kept by the store; a reading is written there as one step with the state that follows it, so that a stop loses
// nothing and gives nothing twice.

export const SOURCE_KINDS = ['feed', 'page', 'sitemap', 'gdelt', 'list', 'folder', 'file'] as const;
/** `list`: addresses, one a line; `gdelt`: article lists of GDELT; `file`: reports in one file of any format. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** `page`: each item's page is fetched; `feed`: the words in the feed itself are the report. */
export const SOURCE_WORDS = ['page', 'feed'] as const;
export type SourceWords = (typeof SOURCE_WORDS)[number];

export interface SourceOptions {
  /** Least seconds between two readings; null where the default holds. */
  readonly every: number | null;
  readonly words: SourceWords;
  /** Only items whose address contains one of these; empty for all. */
  readonly only: readonly string[];
  /** A day: items that are dated before it are left out; null for all. */
  readonly since: string | null;
  /** False only where the site's owner allows it: robots.txt is not asked. */
  readonly obeysRobots: boolean;
}

export const SOURCE_DEFAULTS: SourceOptions = {
  every: null,
  words: 'page',
  only: [],
  since: null,
  obeysRobots: true,
};

export interface Source {
  readonly id: string;
  readonly kind: SourceKind;
  /** An http or https address; a path for `folder` and `file`. */
  readonly address: string;
  /** Given to its items that name none themselves. */
  readonly outlet: string | null;
  readonly options: SourceOptions;
}

/** What a server gave to ask "has it changed since?" with (RFC 9110, section 13). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of what it sent, for servers that give neither and send the same again. */
  readonly digest: string | null;
}

/** Plain JSON, for the store to keep as it stands; only reading a source looks into it. */
export interface SourceState {
  /** By address: the source's own, and those of the sitemaps under an index. */
  readonly validators: Readonly<Record<string, Validators>>;
  /** Sixteen letters an item, oldest first, bounded: ten of its key, six of its version. */
  readonly seen: readonly string[];
  /** Files that were still being written when last looked at, by path: size and time. */
  readonly waiting: Readonly<Record<string, string>>;
  /** Newest date that an item gave. */
  readonly newest: string | null;
}

export const NO_STATE: SourceState = {
  validators: {},
  seen: [],
  waiting: {},
  newest: null,
};

/** Words that stand in the source itself, so that no page need be fetched. */
export interface ItemContent {
  readonly kind: 'html' | 'text';
  readonly value: string;
}

/** One report, or a page that holds one, as its source tells of it. */
export interface SourceItem {
  /** What the source knows it by: guid, address, path. The same item has the same key at every reading. */
  readonly key: string;
  /** Changes when the source says that the item did: its own date of change, a file's size and time. */
  readonly version: string;
  /** True where the item was given before, in another version. */
  readonly isChange: boolean;
  /** Where its page or file lies; null only where `content` is all there is. */
  readonly address: string | null;
  readonly content: ItemContent | null;
  readonly title: string | null;
  readonly outlet: string | null;
  /** ISO 8601, as the source gives it. */
  readonly publishedAt: string | null;
  /** BCP 47. */
  readonly language: string | null;
  /** Byline, summary, section and the like, as given. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What could not be read, in plain words: the address, what happened, what to do. */
export interface SourceProblem {
  readonly severity: 'error' | 'warning';
  /** A stable name: `fetch/refused-address`, `source/broken-feed`. */
  readonly code: string;
  readonly message: string;
}

/** What the source turned out to be. */
export interface SourceAbout {
  /** `RSS 2.0`, `Atom`, `sitemap index`, `folder`. */
  readonly form: string;
  readonly title: string | null;
  readonly language: string | null;
  /** Items it holds, new or not. */
  readonly items: number;
}

/**
 * `read`: looked through; `unchanged`: the server says that nothing changed; `refused`: it may not be fetched, and
 * trying again will not help; `failed`: try again, not before `notBefore`; `postponed`: nothing was asked, since the host
 * is to be left alone until `notBefore`, which is no failure of the source.
 */
export type ReadingOutcome = 'read' | 'unchanged' | 'refused' | 'failed' | 'postponed';

export interface SourceReading {
  readonly outcome: ReadingOutcome;
  /** New and changed items, oldest first where dates tell. */
  readonly items: readonly SourceItem[];
  /** To be kept in one step with `items`. */
  readonly state: SourceState;
  readonly about: SourceAbout | null;
  readonly problems: readonly SourceProblem[];
  /** ISO 8601; null where the source's own interval holds. */
  readonly notBefore: string | null;
}
