// One actor: who it is, where it stood over time and toward whom, what relations the reports state.
import './actors.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import type {
  ActorPositions,
  ActorProfile,
  ActorRelation,
  WhoToWhom,
} from '../../../../src/6-record/index.ts';
import { EVENT_TYPES, type EventType } from '../../../../src/schema/plover.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../parts/answer.tsx';
import { QuadMark } from '../../parts/quad.tsx';
import { reportAt } from '../../parts/report-address.ts';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { useQueryValue } from '../../url/place.ts';
import { Network } from './network.tsx';
import { strings } from './strings.ts';

type Step = ActorPositions['steps'][number];

const quadOf = (type: EventType) => EVENT_TYPES[type].quadClass;

const StepLine = ({ step }: { step: Step }): ReactElement => {
  if (step.kind === 'statement') {
    const { report, id, outlet, content, act } = step.statement;
    return (
      <li>
        <span className="numbers soft">{step.day !== null && dayLabel(step.day)}</span>
        <span>
          <span className="soft">
            {act} · {strings.to} <bdi>{outlet ?? report}</bdi>
          </span>{' '}
          <Link className="step-words" to={`/reports/${encodeURIComponent(report)}?record=${id}`}>
            <bdi>{content}</bdi>
          </Link>
        </span>
      </li>
    );
  }
  return (
    <li>
      <span className="numbers soft">{step.day !== null && dayLabel(step.day)}</span>
      <span>
        <QuadMark quad={quadOf(step.type)} /> <Link to={`/events/${step.event}`}>{step.type}</Link>
        {step.toward.length > 0 && (
          <>
            {' '}
            → <bdi>{step.toward.join(', ')}</bdi>
          </>
        )}{' '}
        <span className="soft">
          {step.status} · {step.outlets.join(', ')}
        </span>
        {step.changes !== null && (
          <b>
            {' '}
            {strings.change} <Link to={`/events/${step.changes}`}>{step.changes}</Link>
          </b>
        )}
        <span className="step-words">
          {' '}
          <bdi>{step.words}</bdi>
        </span>
      </span>
    </li>
  );
};

const Positions = ({ positions }: { positions: ActorPositions }): ReactElement => {
  const [toward, change] = useQueryValue('toward');
  const parties = useMemo(() => {
    const counts = new Map<string, number>();
    for (const step of positions.steps)
      if (step.kind === 'event')
        for (const name of step.toward) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  }, [positions]);
  const steps = positions.steps.filter(
    step => toward === '' || (step.kind === 'event' && step.toward.includes(toward)),
  );
  if (positions.steps.length === 0) return <Empty title={strings.noPositions} />;
  return (
    <>
      <p className="small soft">{strings.positionsHint}</p>
      {parties.length > 1 && (
        <label className="small">
          {strings.onlyToward}{' '}
          <select value={toward} onChange={({ target }) => change(target.value === '' ? null : target.value)}>
            <option value="">{strings.anyone}</option>
            {parties.map(name => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {positions.isCut && <p className="small soft">{strings.cut}</p>}
      <ol className="steps">
        {steps.map(step => (
          <StepLine
            key={step.kind === 'event' ? step.event : `${step.statement.report} ${step.statement.id}`}
            step={step}
          />
        ))}
      </ol>
    </>
  );
};

const Relations = ({ relations }: { relations: readonly ActorRelation[] }): ReactElement =>
  relations.length === 0 ? (
    <p className="soft">{strings.noRelations}</p>
  ) : (
    <ul>
      {relations.map(({ type, subject, object, reports }) => (
        <li key={`${type} ${subject} ${object}`}>
          <Link to={`/actors/${encodeURIComponent(subject)}`}>
            <bdi>{subject}</bdi>
          </Link>{' '}
          {type}{' '}
          <Link to={`/actors/${encodeURIComponent(object)}`}>
            <bdi>{object}</bdi>
          </Link>{' '}
          <span className="small soft">
            {reports.slice(0, 3).map(({ report, outlet, start, end, words }) => (
              <Link key={`${report}${start}`} to={reportAt(report, { start, end })} title={words}>
                <bdi>{outlet ?? report}</bdi>{' '}
              </Link>
            ))}
            {reports.length > 3 && `+ ${reports.length - 3}`}
          </span>
        </li>
      ))}
    </ul>
  );

const Profile = ({ profile }: { profile: ActorProfile }): ReactElement => (
  <header>
    <h1>
      <bdi>{profile.name}</bdi> <span className="soft">{profile.code}</span>
    </h1>
    <p className="soft">
      {[
        strings.profile.acts(profile.asActor),
        strings.profile.actedUpon(profile.asRecipient),
        strings.profile.speaks(profile.statements),
        strings.profile.stories(profile.stories),
        profile.firstDay !== null &&
          profile.lastDay !== null &&
          strings.profile.between(dayLabel(profile.firstDay), dayLabel(profile.lastDay)),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    <p>
      <Link to={`/events?${new URLSearchParams([['actor', profile.name]])}`}>{strings.profile.events}</Link>
      {' · '}
      <Link to={`/map?${new URLSearchParams([['actor', profile.name]])}`}>{strings.profile.map}</Link>
    </p>
  </header>
);

export const ActorPage = ({ name }: { name: string }): ReactElement => {
  const path = `/actors/${encodeURIComponent(name)}`;
  useTitle(name);
  const profile = useQuery({
    queryKey: ['actors', name],
    queryFn: ({ signal }) => getJson<ActorProfile>(path, {}, signal),
  });
  const positions = useQuery({
    queryKey: ['actors', name, 'positions'],
    queryFn: ({ signal }) => getJson<ActorPositions>(`${path}/positions`, {}, signal),
  });
  const relations = useQuery({
    queryKey: ['actors', name, 'relations'],
    queryFn: ({ signal }) => getJson<{ items: readonly ActorRelation[] }>(`${path}/relations`, {}, signal),
  });
  const matrix = useQuery({
    queryKey: ['actors', name, 'matrix'],
    queryFn: ({ signal }) => getJson<WhoToWhom>('/actors/matrix', { actor: name, limit: 25 }, signal),
  });
  const draw = (of: ActorProfile): ReactElement => (
    <article className="actor">
      <Profile profile={of} />
      <div className="actor-sides">
        <section>
          <h2>{strings.positions}</h2>
          <Answer query={positions}>{found => <Positions positions={found} />}</Answer>
        </section>
        <div>
          {matrix.data && matrix.data.cells.length > 0 && (
            <section>
              <h2>{strings.network}</h2>
              <Network matrix={matrix.data} about={name} />
            </section>
          )}
          <section>
            <h2>{strings.relations}</h2>
            <Answer query={relations}>{({ items }) => <Relations relations={items} />}</Answer>
          </section>
        </div>
      </div>
    </article>
  );
  return <Answer query={profile}>{draw}</Answer>;
};
