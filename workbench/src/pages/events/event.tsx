// One event: what the reports together support, what each says of it in its words, what reviewers decided.
import './events.css';
import type { ReactElement, ReactNode } from 'react';
import type { Participant } from '../../../../src/schema/coded-report.ts';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import {
  DIFFERENCE_LABELS,
  dayLabel,
  participantsLabel,
  rangeLabel,
  statusLabel,
} from '../../../../src/synopsis/labels.ts';
import { type EventWhole, type EventWitness, NEAR, useEvent, useEventsNear } from '../../api/events.ts';
import { Answer } from '../../parts/answer.tsx';
import { DecisionList } from '../../parts/decisions.tsx';
import { QuadMark, StandingMark } from '../../parts/quad.tsx';
import { reportAt } from '../../parts/report-address.ts';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { strings } from './strings.ts';

const words = strings.event;

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactElement | null =>
  children === null || children === undefined || children === '' || children === false ? null : (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );

const Names = ({ people }: { people: readonly Participant[] }): ReactElement[] =>
  people.map(({ name, code }, at) => (
    <span key={name}>
      {at > 0 && ', '}
      <Link to={`/actors/${encodeURIComponent(name)}`}>
        <bdi>{name}</bdi>
      </Link>{' '}
      <span className="soft">{code}</span>
    </span>
  ));

const Facts = ({ record }: { record: EventRecord }): ReactElement => {
  const { event } = record;
  const { place, time, killed } = event;
  return (
    <dl>
      <Fact name={strings.heads.date}>{time && rangeLabel(time)}</Fact>
      <Fact name={words.who}>{event.actors.length > 0 && <Names people={event.actors} />}</Fact>
      <Fact name={words.whom}>{event.recipients.length > 0 && <Names people={event.recipients} />}</Fact>
      <Fact name={strings.heads.place}>
        {place && (
          <>
            <bdi>{[place.name, place.admin1, place.country].filter(Boolean).join(', ')}</bdi>{' '}
            <span className="soft">{words.precision[place.precision]}</span>
          </>
        )}
      </Fact>
      <Fact name={strings.heads.status}>{event.status}</Fact>
      <Fact name={strings.heads.standing}>
        <StandingMark standing={event.standing} /> ({event.outlets.join(', ')})
      </Fact>
      <Fact name={words.killed}>
        {killed && (
          <span className="numbers">
            {killed.best} ({killed.low}–{killed.high ?? '…'})
          </span>
        )}
      </Fact>
      <Fact name={words.acled}>{event.acled && `${event.acled.eventType}: ${event.acled.subEventType}`}</Fact>
      <Fact name={words.cameo}>{event.cameo}</Fact>
      <Fact name={words.context}>{event.contexts.join(', ')}</Fact>
      <Fact name={words.confidence}>{`${Math.round(event.confidence * 100)}%`}</Fact>
      <Fact name={words.history}>
        {words.created} {dayLabel(record.createdAt)}, {words.updated} {dayLabel(record.updatedAt)}
        {record.acledId !== null && `, ${record.acledId}`}
      </Fact>
    </dl>
  );
};

const WitnessWords = ({ witness }: { witness: EventWitness }): ReactElement => {
  const { mention, evidence, report, outlet, publishedAt, speaker } = witness;
  const [who, whom] = [participantsLabel(mention.actors), participantsLabel(mention.recipients)];
  return (
    <li>
      <p className="small">
        <b>
          <bdi>{outlet ?? report}</bdi>
        </b>{' '}
        <span className="soft">
          {publishedAt !== null && dayLabel(publishedAt)} {speaker !== null && words.account(speaker)}
        </span>
      </p>
      {evidence.map(({ start, end, text }) => (
        <blockquote key={start}>
          <Link to={reportAt(report, { start, end })}>
            <bdi>{text}</bdi>
          </Link>
        </blockquote>
      ))}
      <p className="small soft">
        {[
          mention.type,
          who === null && whom === null ? null : `${who ?? '…'} → ${whom ?? '…'}`,
          mention.place?.name,
          mention.time && rangeLabel(mention.time),
          statusLabel(mention.status),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
};

const Whole = ({ whole }: { whole: EventWhole }): ReactElement => {
  const { record, witnesses, decisions } = whole;
  const { event } = record;
  const outletOf = (report: string): string =>
    witnesses.find(witness => witness.report === report)?.outlet ?? report;
  const title = [event.type, participantsLabel(event.actors), event.place?.name].filter(Boolean).join(' · ');
  useTitle(title);
  return (
    <article className="event-view">
      <header>
        <h1>
          <QuadMark quad={event.quadClass} /> {event.type}
          {event.mode !== null && <span className="soft"> {event.mode}</span>}{' '}
          <span className="soft numbers">{event.id}</span>
        </h1>
        {record.deletedAt !== null && (
          <p role="status">
            {record.mergedInto === null ? (
              words.deleted
            ) : (
              <>
                {words.merged}{' '}
                <Link to={`/events/${encodeURIComponent(record.mergedInto)}`}>{record.mergedInto}</Link>
              </>
            )}
          </p>
        )}
        <p>
          {event.story !== null && (
            <>
              <Link to={`/stories/${encodeURIComponent(event.story)}`}>{words.story}</Link>
              {' · '}
            </>
          )}
          <Link to={`/review/${encodeURIComponent(event.id)}`}>{words.review}</Link>
        </p>
      </header>
      <Facts record={record} />
      {event.differences.length > 0 && (
        <section>
          <h2 className="standing-disputed">{words.differences}</h2>
          <ul>
            {event.differences.map(({ field, values }) => (
              <li key={field}>
                {DIFFERENCE_LABELS[field]}:{' '}
                {values
                  .map(
                    ({ value, mentions }) =>
                      `${value} (${mentions.map(({ report }) => outletOf(report)).join(', ')})`,
                  )
                  .join(' / ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.mentions}</h2>
        <ul className="witness-words">
          {witnesses.map(witness => (
            <WitnessWords key={`${witness.report}-${witness.mention.id}`} witness={witness} />
          ))}
        </ul>
      </section>
      <section>
        <h2>{words.decisions}</h2>
        {decisions.length === 0 ? (
          <p className="soft">{words.noDecisions}</p>
        ) : (
          <DecisionList decisions={decisions} />
        )}
      </section>
      <Neighbours id={event.id} />
    </article>
  );
};

const Neighbours = ({ id }: { id: string }): ReactElement | null => {
  const { data } = useEventsNear(id);
  if (!data) return null;
  return (
    <section>
      {NEAR.map(
        kind =>
          data[kind].length > 0 && (
            <details key={kind}>
              <summary>
                {words.near[kind]} <span className="soft numbers">{data[kind].length}</span>
              </summary>
              <ul>
                {data[kind].map(({ event }) => (
                  <li key={event.id}>
                    <QuadMark quad={event.quadClass} />{' '}
                    <Link to={`/events/${encodeURIComponent(event.id)}`}>
                      {[event.type, participantsLabel(event.actors), event.place?.name]
                        .filter(Boolean)
                        .join(' · ')}
                    </Link>{' '}
                    <span className="soft numbers">{event.time && rangeLabel(event.time)}</span>
                  </li>
                ))}
              </ul>
            </details>
          ),
      )}
    </section>
  );
};

export const EventPage = ({ id }: { id: string }): ReactElement => (
  <Answer query={useEvent(id)}>{whole => <Whole whole={whole} />}</Answer>
);
