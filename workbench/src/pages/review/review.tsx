// The review queue: what waits on the left, the event in hand on the right; the next comes by itself after a decision.
import './review.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useCallback, useEffect, useMemo } from 'react';
import type { Decision } from '../../../../src/schema/decision.ts';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import { participantsLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { filtersOf } from '../../api/filters.ts';
import { useKeys } from '../../app/keys.ts';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { QuadMark, StandingMark } from '../../parts/quad.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { goTo, usePlace, withQuery } from '../../url/place.ts';
import { EventInHand } from './event-in-hand.tsx';
import { strings } from './strings.ts';
import { useOutbox } from './use-outbox.ts';

const pathOf = (id: string): string => `/review/${encodeURIComponent(id)}`;

const QueueLine = ({ record, isInHand }: { record: EventRecord; isInHand: boolean }): ReactElement => {
  const { event } = record;
  const { query } = usePlace();
  return (
    <li>
      <Link
        to={withQuery({ path: pathOf(event.id), query }, {})}
        aria-current={isInHand ? 'true' : undefined}
      >
        <QuadMark quad={event.quadClass} /> {event.type}{' '}
        <bdi>{participantsLabel(event.actors) ?? event.place?.name}</bdi>{' '}
        <span className="small">
          <StandingMark standing={event.standing} />{' '}
          <span className="soft numbers">{Math.round(event.confidence * 100)}%</span>
        </span>
      </Link>
    </li>
  );
};

export const ReviewPage = ({ id }: { id?: string }): ReactElement => {
  const place = usePlace();
  const filters = filtersOf(place.query);
  useTitle(strings.title);
  const { data, error, refetch } = useQuery({
    queryKey: ['review', 'queue', filters],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly EventRecord[] }>('/review/queue', { ...filters, limit: 100 }, signal),
  });
  const items = useMemo(() => data?.items ?? [], [data]);
  const inHand = id ?? items[0]?.event.id;
  const step = useCallback(
    (by: number) => {
      const at = items.findIndex(({ event }) => event.id === inHand);
      const next = items[at < 0 ? 0 : at + by];
      if (next) goTo(withQuery({ path: pathOf(next.event.id), query: place.query }, {}));
    },
    [items, inHand, place.query],
  );
  const onMade = useCallback(
    ({ target, action }: Decision) => {
      // A note leaves the event in hand; so does what undoes a decision, which speaks of that.
      if (action !== 'note' && target === inHand) step(1);
    },
    [inHand, step],
  );
  const outbox = useOutbox(onMade);
  const keys = useMemo(() => ({ j: () => step(1), k: () => step(-1) }), [step]);
  useKeys(keys);
  useEffect(() => {
    if (outbox.waiting.length === 0) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [outbox.waiting.length]);
  return (
    <article className="review">
      <header>
        <h1>{strings.title}</h1>
        <Link to="/agreement">{strings.agreement.link}</Link>
      </header>
      <FilterBar />
      <p className="small soft">{strings.keyHint}</p>
      <div role="status">
        {outbox.waiting.length > 0 && <p className="notice">{strings.pending(outbox.waiting.length)}</p>}
      </div>
      {outbox.refused && (
        <p role="alert" className="notice">
          {strings.refused} {outbox.refused.proposed.action} {outbox.refused.proposed.target}:{' '}
          {outbox.refused.message}{' '}
          <button type="button" onClick={outbox.forgetRefusal}>
            {strings.drop}
          </button>
        </p>
      )}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && inHand === undefined && (
        <Empty title={strings.done}>
          <p>{strings.doneHint}</p>
        </Empty>
      )}
      {inHand !== undefined && (
        <div className="review-sides">
          <nav aria-label={strings.queue}>
            <p className="small soft">{strings.queueHint}</p>
            <ol>
              {items.map(record => (
                <QueueLine key={record.event.id} record={record} isInHand={record.event.id === inHand} />
              ))}
            </ol>
          </nav>
          <EventInHand id={inHand} propose={outbox.propose} next={() => step(1)} />
        </div>
      )}
    </article>
  );
};
