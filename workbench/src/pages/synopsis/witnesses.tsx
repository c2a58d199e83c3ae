// Who tells the story: a line an outlet with its siglum, date and title; copies folded under the text they share.
import type { ReactElement } from 'react';
import { originLabel, publishedLabel } from '../../../../src/synopsis/labels.ts';
import type { Column, Witness } from '../../../../src/synopsis/synopsis.ts';
import { Link } from '../../url/link.tsx';
import { strings } from './strings.ts';

export const siglaOf = ({ witnesses }: Column): string => witnesses.map(({ siglum }) => siglum).join(' = ');

const WitnessLine = ({ witness }: { witness: Witness }): ReactElement => (
  <>
    <b className="siglum">{witness.siglum}</b>{' '}
    <Link to={`/reports/${encodeURIComponent(witness.report)}`}>
      <bdi>{witness.label}</bdi>
    </Link>{' '}
    <span className="soft">{publishedLabel(witness.publishedAt, witness.dateBasis)}</span>{' '}
    {witness.title !== null && (
      <cite>
        <bdi>{witness.title}</bdi>
      </cite>
    )}
  </>
);

export const Witnesses = ({ columns }: { columns: readonly Column[] }): ReactElement => (
  <ul className="witnesses">
    {columns.map(column => {
      const [lead, ...copies] = column.witnesses;
      return (
        <li key={lead.report}>
          <WitnessLine witness={lead} />
          {copies.length > 0 && (
            <details>
              <summary>
                {strings.copies(copies.length)}
                {column.origin && `: ${originLabel(column.origin, column.witnesses)}`}
              </summary>
              <ul>
                {copies.map(copy => (
                  <li key={copy.report}>
                    <WitnessLine witness={copy} />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      );
    })}
  </ul>
);
