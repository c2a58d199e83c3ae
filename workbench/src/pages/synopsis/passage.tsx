// A cell's words, marks in place; the whole passage opens the report at that span.
import type { ReactElement } from 'react';
import type { Mark, Run } from '../../../../src/synopsis/passage.ts';
import type { Cell, CellPassage, Column, Witness } from '../../../../src/synopsis/synopsis.ts';
import { reportAt } from '../../parts/report-address.ts';
import { Link } from '../../url/link.tsx';
import { strings } from './strings.ts';

const isRole = (mark: Mark): mark is keyof typeof strings.roles => mark in strings.roles;

const RunText = ({ run }: { run: Run }): ReactElement => {
  if (run.kind === 'gap') return <span className="gap"> … </span>;
  if (run.mark === null) return <>{run.text}</>;
  if (!isRole(run.mark)) return <b className={run.mark}>{run.text}</b>;
  return (
    <span className={`role ${run.mark}`}>
      {run.text}
      <small>{strings.roles[run.mark]}</small>
    </span>
  );
};

const PassageText = ({ passage, lead }: { passage: CellPassage; lead: Witness }): ReactElement => {
  const { witness, value, note, runs } = passage;
  return (
    <div className="passage">
      {witness !== lead && <span className="siglum">{witness.siglum} </span>}
      {value !== null && <span className="value numbers">{value}</span>}
      <Link
        className="words"
        to={reportAt(witness.report, passage)}
        title={strings.openReport(witness.label)}
      >
        <bdi>
          {runs.map((run, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no name but their place
            <RunText key={at} run={run} />
          ))}
        </bdi>
      </Link>
      {note !== null && <span className="note"> {note}</span>}
    </div>
  );
};

export const CellText = ({
  cell,
  column,
  sigla,
}: {
  cell: Cell;
  column: Column;
  sigla: string;
}): ReactElement => {
  if (cell.passages.length === 0)
    return (
      <td className="silent" data-siglum={sigla}>
        <span className="hidden">{strings.silent}</span>
      </td>
    );
  return (
    <td data-siglum={sigla}>
      {cell.passages.map(passage => (
        <PassageText
          key={`${passage.report}-${passage.start}-${passage.end}`}
          passage={passage}
          lead={column.witnesses[0]}
        />
      ))}
      {cell.more > 0 && <p className="note">{strings.more(cell.more)}</p>}
    </td>
  );
};
