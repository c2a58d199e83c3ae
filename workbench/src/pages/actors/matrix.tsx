// A directed who-to-whom matrix: rows act, columns are acted upon, each cell in four parts for the quad classes.
import type { ReactElement } from 'react';
import type { WhoToWhom } from '../../../../src/6-record/index.ts';
import type { QuadClass } from '../../../../src/schema/plover.ts';
import { QUAD_LABELS } from '../../../../src/synopsis/labels.ts';
import { Link } from '../../url/link.tsx';
import { strings } from './strings.ts';

const QUADS = Object.keys(QUAD_LABELS) as QuadClass[];

type Cell = WhoToWhom['cells'][number];

const Parts = ({ cell, most }: { cell: Cell; most: number }): ReactElement => {
  const size = 6 + Math.round(16 * Math.sqrt(cell.events / most));
  let from = 0;
  return (
    <svg width={24} height={24} aria-hidden="true">
      {QUADS.map(quad => {
        const height = (cell[quad] / cell.events) * size;
        const y = (24 - size) / 2 + from;
        from += height;
        const isVerbal = quad.startsWith('verbal');
        return (
          height > 0 && (
            <rect
              key={quad}
              className={`part part-${quad}`}
              x={(24 - size) / 2}
              y={y}
              width={size}
              height={height}
              fillOpacity={isVerbal ? 0.25 : 1}
            />
          )
        );
      })}
    </svg>
  );
};

export const Matrix = ({ matrix }: { matrix: WhoToWhom }): ReactElement => {
  const byPair = new Map(matrix.cells.map(cell => [`${cell.actor} ${cell.recipient}`, cell]));
  const most = Math.max(1, ...matrix.cells.map(({ events }) => events));
  return (
    <section className="matrix" aria-label={strings.matrix}>
      <p className="small soft">{strings.matrixHint}</p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <td />
              {matrix.names.map(name => (
                <th key={name} scope="col">
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.names.map((actor, row) => (
              <tr key={actor}>
                <th scope="row">
                  <Link to={`/actors/${encodeURIComponent(actor)}`}>
                    <bdi>{actor}</bdi>
                  </Link>
                </th>
                {matrix.names.map((recipient, column) => {
                  const cell = byPair.get(`${row} ${column}`);
                  const label = cell && strings.cell(actor, recipient, cell.events);
                  return (
                    <td key={recipient}>
                      {cell && (
                        <Link
                          to={`/events?${new URLSearchParams([
                            ['actor', actor],
                            ['name', recipient],
                          ])}`}
                          title={`${label}; ${QUADS.filter(quad => cell[quad] > 0)
                            .map(quad => `${QUAD_LABELS[quad]} ${cell[quad]}`)
                            .join(', ')}`}
                        >
                          <span className="hidden">{label}</span>
                          <Parts cell={cell} most={most} />
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
