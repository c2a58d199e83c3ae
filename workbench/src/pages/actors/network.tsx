// An actor and those it deals with, on a circle about it: lines as thick as there are events, dashed where only words.
import type { ReactElement } from 'react';
import type { WhoToWhom } from '../../../../src/6-record/index.ts';
import { goTo } from '../../url/place.ts';
import { strings } from './strings.ts';

const WIDTH = 520;
const HEIGHT = 360;
const MOST = 16;

type Cell = WhoToWhom['cells'][number];

interface Tie {
  readonly name: string;
  readonly events: number;
  readonly conflict: number;
  readonly material: number;
}

const tiesOf = ({ names, cells }: WhoToWhom, about: string): Tie[] => {
  const ties = new Map<string, Tie>();
  const add = (name: string | undefined, cell: Cell): void => {
    if (name === undefined || name === about) return;
    const tie = ties.get(name) ?? { name, events: 0, conflict: 0, material: 0 };
    ties.set(name, {
      name,
      events: tie.events + cell.events,
      conflict: tie.conflict + cell.verbalConflict + cell.materialConflict,
      material: tie.material + cell.materialConflict + cell.materialCooperation,
    });
  };
  for (const cell of cells) {
    if (names[cell.actor] === about) add(names[cell.recipient], cell);
    else if (names[cell.recipient] === about) add(names[cell.actor], cell);
  }
  return [...ties.values()].sort((a, b) => b.events - a.events).slice(0, MOST);
};

const lineClass = ({ events, conflict, material }: Tie): string => {
  const isConflict = conflict * 2 >= events;
  const isMaterial = material * 2 >= events;
  return `tie part-${isMaterial ? 'material' : 'verbal'}${isConflict ? 'Conflict' : 'Cooperation'}`;
};

export const Network = ({ matrix, about }: { matrix: WhoToWhom; about: string }): ReactElement | null => {
  const ties = tiesOf(matrix, about);
  if (ties.length === 0) return null;
  const most = ties[0]?.events ?? 1;
  return (
    <>
      <p className="small soft">{strings.networkHint}</p>
      <svg className="network" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <title>{strings.network}</title>
        {ties.map((tie, at) => {
          const angle = (2 * Math.PI * at) / ties.length - Math.PI / 2;
          const x = WIDTH / 2 + Math.cos(angle) * WIDTH * 0.3;
          const y = HEIGHT / 2 + Math.sin(angle) * HEIGHT * 0.4;
          const isLeft = Math.cos(angle) < -0.1;
          const isMiddle = Math.abs(Math.cos(angle)) <= 0.1;
          return (
            <g key={tie.name}>
              <line
                className={lineClass(tie)}
                x1={WIDTH / 2}
                y1={HEIGHT / 2}
                x2={x}
                y2={y}
                strokeWidth={1 + (4 * tie.events) / most}
                strokeDasharray={tie.material * 2 >= tie.events ? undefined : '5 3'}
              />
              <a
                href={`/actors/${encodeURIComponent(tie.name)}`}
                onClick={event => {
                  event.preventDefault();
                  goTo(`/actors/${encodeURIComponent(tie.name)}`);
                }}
              >
                <circle cx={x} cy={y} r={4} />
                <text
                  x={x + (isMiddle ? 0 : isLeft ? -8 : 8)}
                  y={y + (isMiddle ? (Math.sin(angle) < 0 ? -9 : 17) : 4)}
                  textAnchor={isMiddle ? 'middle' : isLeft ? 'end' : 'start'}
                >
                  {tie.name} {tie.events}
                </text>
              </a>
            </g>
          );
        })}
        <circle cx={WIDTH / 2} cy={HEIGHT / 2} r={6} />
        <text x={WIDTH / 2} y={HEIGHT / 2 - 12} textAnchor="middle" className="about">
          {about}
        </text>
      </svg>
    </>
  );
};
