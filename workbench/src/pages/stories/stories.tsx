// What happened, the newest reports first: each story with who reports it, what is corroborated, what disputed, and when.
import './stories.css';
import { type ReactElement, useCallback, useRef } from 'react';
import type { StoryCard } from '../../../../src/6-record/index.ts';
import { dayLabel, rangeLabel } from '../../../../src/synopsis/labels.ts';
import { filtersOf, hasFilters } from '../../api/filters.ts';
import { usePages } from '../../api/pages.ts';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { More } from '../../parts/more.tsx';
import { useRowKeys } from '../../parts/row-keys.ts';
import { Sparkline } from '../../parts/sparkline.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { usePlace } from '../../url/place.ts';
import { strings } from './strings.ts';

const MOST_OUTLETS = 6;

const daysOf = ({ from, to }: StoryCard): string => rangeLabel({ from, to }) || strings.undated;

const StoryLine = ({ story }: { story: StoryCard }): ReactElement => (
  <li className="story-line">
    <div>
      <Link to={`/stories/${encodeURIComponent(story.id)}`} data-row className="story-title">
        <bdi>{story.title}</bdi>
      </Link>
      <p className="small soft">
        <bdi>{story.outlets.slice(0, MOST_OUTLETS).join(', ')}</bdi>
        {story.outlets.length > MOST_OUTLETS && ` ${strings.more(story.outlets.length - MOST_OUTLETS)}`}
        {' · '}
        {strings.count(story.reports, story.independentOutlets)}
        {story.reportedAt !== null && ` · ${strings.reported(dayLabel(story.reportedAt))}`}
      </p>
    </div>
    <p className="small story-marks">
      <span>{strings.events(story.events)}</span>
      {story.corroborated > 0 && (
        <span className="standing-corroborated">{strings.corroborated(story.corroborated)}</span>
      )}
      {story.disputed > 0 && <span className="standing-disputed">{strings.disputed(story.disputed)}</span>}
      {story.reviewed > 0 && <span className="soft">{strings.reviewed(story.reviewed)}</span>}
    </p>
    <p className="small numbers story-days">
      {daysOf(story)}
      {story.timeline.counts.length > 1 && (
        <Sparkline
          counts={story.timeline.counts}
          label={strings.timeline(story.from ?? '', story.to ?? '')}
        />
      )}
    </p>
  </li>
);

const NoStories = ({ isFiltered }: { isFiltered: boolean }): ReactElement =>
  isFiltered ? (
    <Empty title={strings.noneLeft}>
      <p>{strings.noneLeftHint}</p>
    </Empty>
  ) : (
    <Empty title={strings.empty}>
      <p>{strings.emptyHint}</p>
      <Link className="button" to="/add">
        {strings.add}
      </Link>
    </Empty>
  );

export const StoriesPage = (): ReactElement => {
  const { query } = usePlace();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  useTitle(strings.title);
  const pages = usePages<StoryCard>('stories', '/stories', filtersOf(query), 50);
  const { fetchNextPage } = pages;
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const stories = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <article className="stories">
      <h1>{strings.title}</h1>
      <FilterBar />
      {stories && stories.length > 0 && (
        <ul ref={list}>
          {stories.map(story => (
            <StoryLine key={story.id} story={story} />
          ))}
        </ul>
      )}
      {stories?.length === 0 && <NoStories isFiltered={hasFilters(query)} />}
      {pages.isPending && <Loading />}
      {pages.error && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      <More hasMore={pages.hasNextPage} isLoading={pages.isFetchingNextPage} load={load} />
    </article>
  );
};
