// The head of a row: what was coded, what the reports together support, who differs and how.
import { Fragment, type ReactElement } from 'react';
import {
  AGREEMENT_LABELS,
  changeLabel,
  DIFFERENCE_LABELS,
  deniedByLabel,
  statusLabel,
} from '../../../../src/synopsis/labels.ts';
import type { EventRow, FigureRow, QuoteRow, Row } from '../../../../src/synopsis/synopsis.ts';
import { QuadMark, StandingMark } from '../../parts/quad.tsx';
import { strings } from './strings.ts';

const RowLink = ({ row, anchors }: { row: number; anchors: ReadonlyMap<number, string> }): ReactElement => (
  <a href={`#${anchors.get(row) ?? ''}`}>{row}</a>
);

const Differences = ({ row }: { row: EventRow | QuoteRow }): ReactElement => (
  <>
    {row.differences.map(({ field, values }) => (
      <p key={field} className="differs">
        {DIFFERENCE_LABELS[field]}:{' '}
        {values.map(({ value, sigla }, at) => (
          <Fragment key={value}>
            {at > 0 && ' / '}
            <bdi>{value}</bdi> <b className="siglum">{sigla.join(', ')}</b>
          </Fragment>
        ))}
      </p>
    ))}
  </>
);

interface HeadProps<R extends Row> {
  readonly row: R;
  readonly anchors: ReadonlyMap<number, string>;
}

const EventHead = ({ row, anchors }: HeadProps<EventRow>): ReactElement => {
  const status = statusLabel(row.status);
  return (
    <>
      <p className="type">
        <QuadMark quad={row.quadClass} /> {row.type}
        {row.mode !== null && <span className="soft"> {row.mode}</span>}
      </p>
      {(row.who !== null || row.whom !== null) && (
        <p>
          <bdi>{row.who ?? strings.unnamed}</bdi>
          {row.whom !== null && (
            <>
              {' '}
              → <bdi>{row.whom}</bdi>
            </>
          )}
        </p>
      )}
      <p className="soft">{[row.place, row.when].filter(Boolean).join(' · ')}</p>
      <p>
        {status !== null && <i>{status} · </i>}
        <StandingMark standing={row.standing} />
      </p>
      {row.denials.map(({ row: number, words }) => (
        <p key={words}>
          {strings.denies} {number !== null && <RowLink row={number} anchors={anchors} />} <q>{words}</q>
        </p>
      ))}
      {row.deniedBy.map(denied => (
        <p key={deniedByLabel(denied)} className="differs">
          {strings.deniedBy}
          {deniedByLabel(denied)}
        </p>
      ))}
      {row.changes.map(change => (
        <p key={`${change.actor}${change.row}`}>
          <b>{strings.change}</b> <bdi>{change.actor}</bdi>, {changeLabel(change)}
        </p>
      ))}
      <Differences row={row} />
    </>
  );
};

const QuoteHead = ({ row }: HeadProps<QuoteRow>): ReactElement => (
  <>
    <p>
      <bdi>{row.speaker ?? strings.noSpeaker}</bdi>
    </p>
    {strings.wording[row.wording] !== null && <p className="soft">{strings.wording[row.wording]}</p>}
    <Differences row={row} />
  </>
);

const FigureHead = ({ row }: HeadProps<FigureRow>): ReactElement => (
  <>
    <p>{row.measure}</p>
    <p className="numbers">{row.range}</p>
    <p className={row.agreement === 'contradict' ? 'standing-disputed' : 'soft'}>
      {AGREEMENT_LABELS[row.agreement]}
    </p>
  </>
);

export const RowHead = ({ row, anchors }: HeadProps<Row>): ReactElement => {
  switch (row.kind) {
    case 'event':
      return <EventHead row={row} anchors={anchors} />;
    case 'quote':
      return <QuoteHead row={row} anchors={anchors} />;
    case 'figure':
      return <FigureHead row={row} anchors={anchors} />;
  }
};
