// What every kind of source is read with, and the readings that end before there is anything to look through.
import type {
  ItemContent,
  ReadingOutcome,
  Source,
  SourceAbout,
  SourceItem,
  SourceProblem,
  SourceReading,
  SourceState,
} from '../../schema/source.ts';
import type { Fetcher } from '../fetch/index.ts';
import { warn } from '../gathered.ts';
import { type ItemDraft, takeFresh } from './seen.ts';

export interface SourceTools {
  readonly fetcher: Fetcher;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

export type ReadSourceOfKind = (
  source: Source,
  state: SourceState,
  tools: SourceTools,
) => Promise<SourceReading>;

/** Nothing was looked through. */
export const endedReading = (
  outcome: Exclude<ReadingOutcome, 'read'>,
  state: SourceState,
  problems: readonly SourceProblem[],
  notBefore: string | null = null,
): SourceReading => ({ outcome, items: [], state, about: null, problems, notBefore });

/** An item of which only the address is known. */
export const bareItem = (address: string, source: Source): ItemDraft => ({
  key: address,
  version: '',
  address,
  content: null,
  title: null,
  outlet: source.outlet,
  publishedAt: null,
  language: null,
  metadata: {},
});

const isWanted = ({ options }: Source, { address, publishedAt }: ItemDraft): boolean => {
  const { only, since } = options;
  if (only.length > 0 && !only.some(part => address?.includes(part))) return false;
  return since === null || publishedAt === null || publishedAt.slice(0, since.length) >= since;
};

const timeOf = ({ publishedAt }: SourceItem): number => Date.parse(publishedAt ?? '');

/** Oldest first where all have a date; else as they came. */
const inOrder = (items: readonly SourceItem[]): readonly SourceItem[] =>
  items.every(item => !Number.isNaN(timeOf(item))) ? [...items].sort((a, b) => timeOf(a) - timeOf(b)) : items;

const newestOf = (items: readonly SourceItem[], before: string | null): string | null =>
  items
    .map(({ publishedAt }) => publishedAt)
    .reduce((a, b) => (a === null || (b !== null && Date.parse(b) > Date.parse(a)) ? b : a), before);

export interface Found {
  readonly about: SourceAbout;
  /** In the order in which they came about, oldest first. */
  readonly drafts: readonly ItemDraft[];
  readonly problems: readonly SourceProblem[];
  /** What holds if all new items could be given. */
  readonly state: SourceState;
  readonly notBefore?: string | null;
}

/** Leaves out what is not wanted or was seen. Where new items are left over, the next reading asks for all again. */
export const readingOf = (source: Source, before: SourceState, found: Found): SourceReading => {
  const wanted = found.drafts.filter(draft => isWanted(source, draft));
  const { items, seen, left } = takeFresh(wanted, found.state.seen);
  const problems =
    left === 0
      ? found.problems
      : [
          ...found.problems,
          warn(
            'source/more',
            `${source.address}: ${items.length} new items were taken; ${left} more come with the next reading`,
          ),
        ];
  return {
    outcome: 'read',
    items: inOrder(items),
    state: {
      ...found.state,
      seen,
      newest: newestOf(items, found.state.newest),
      ...(left === 0 ? {} : { validators: before.validators }),
    },
    about: found.about,
    problems,
    notBefore: found.notBefore ?? null,
  };
};

/** Absolute, http or https, without a fragment; null where it is none of that. */
export const linkFrom = (written: string | undefined, base: string): string | null => {
  const text = written?.trim() ?? '';
  if (text === '' || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  return url.href;
};

export const isHttp = (address: string): boolean => /^https?:\/\//i.test(address);

export const contentOf = (value: string | undefined, kind: ItemContent['kind']): ItemContent | null =>
  value === undefined || value.trim() === '' ? null : { kind, value };
