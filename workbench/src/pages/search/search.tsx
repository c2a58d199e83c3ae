// Full text over reports, statements and events; what was found is marked by offsets, never by markup.
import './search.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Span } from '../../../../src/schema/span.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { markText } from '../../parts/marked-text.ts';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { usePlace } from '../../url/place.ts';

const strings = {
  title: 'Search',
  ask: 'Type words in the field above',
  askHint: 'As on the web: "grain corridor" for a phrase, -wheat to leave a word out.',
  none: (words: string) => `Nothing found for "${words}"`,
  noneHint: 'Try fewer words, or other forms of them.',
  kinds: { event: 'Events', statement: 'Statements', report: 'Reports' },
} as const;

interface Found {
  readonly kind: keyof typeof strings.kinds;
  readonly id: string;
  readonly report: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly day: string | null;
  readonly excerpt: string;
  readonly marks: readonly Span[];
}

const addressOf = ({ kind, id, report }: Found): string => {
  if (kind === 'event') return `/events/${encodeURIComponent(id)}`;
  if (kind === 'report') return `/reports/${encodeURIComponent(id)}`;
  return `/reports/${encodeURIComponent(report ?? '')}?record=${encodeURIComponent(id)}`;
};

const Line = ({ found }: { found: Found }): ReactElement => (
  <li>
    <Link to={addressOf(found)} data-row>
      <bdi>{found.title ?? found.id}</bdi>
    </Link>{' '}
    <span className="small soft">
      {[found.outlet, found.day && dayLabel(found.day)].filter(Boolean).join(' · ')}
    </span>
    <p className="report-text excerpt">
      <bdi>
        {markText(found.excerpt, found.marks).map(({ start, text, spans }) =>
          spans.length > 0 ? <b key={start}>{text}</b> : <span key={start}>{text}</span>,
        )}
      </bdi>
    </p>
  </li>
);

export const SearchPage = (): ReactElement => {
  const words = usePlace().query.get('text')?.trim() ?? '';
  useTitle(words === '' ? strings.title : `${words} - ${strings.title}`);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['search', words],
    queryFn: ({ signal }) => getJson<{ items: readonly Found[] }>('/search', { words, limit: 30 }, signal),
    enabled: words !== '',
  });
  return (
    <article className="search">
      <h1>{strings.title}</h1>
      {words === '' && (
        <Empty title={strings.ask}>
          <p>{strings.askHint}</p>
        </Empty>
      )}
      {isFetching && !data && <Loading />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <Empty title={strings.none(words)}>
          <p>{strings.noneHint}</p>
        </Empty>
      )}
      {(['event', 'statement', 'report'] as const).map(kind => {
        const items = data?.items.filter(found => found.kind === kind) ?? [];
        return (
          items.length > 0 && (
            <section key={kind}>
              <h2>
                {strings.kinds[kind]} <span className="soft numbers">{items.length}</span>
              </h2>
              <ul>
                {items.map(found => (
                  <Line key={`${found.report}-${found.id}`} found={found} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </article>
  );
};
