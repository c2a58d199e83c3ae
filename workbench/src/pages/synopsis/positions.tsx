// Actors heard on two days or more: what each did and said, in order of time, changes of stance marked.
import type { ReactElement } from 'react';
import { changeLabel, dayLabel } from '../../../../src/synopsis/labels.ts';
import type { ActorPosition } from '../../../../src/synopsis/synopsis.ts';
import { QuadMark } from '../../parts/quad.tsx';
import { strings } from './strings.ts';

export const Positions = ({
  positions,
  anchors,
}: {
  positions: readonly ActorPosition[];
  anchors: ReadonlyMap<number, string>;
}): ReactElement | null => {
  if (positions.length === 0) return null;
  return (
    <section className="positions">
      <h2>{strings.positions}</h2>
      {positions.map(({ actor, steps, more }) => (
        <section key={actor}>
          <h3>
            <bdi>{actor}</bdi>
          </h3>
          <ol>
            {steps.map(step => (
              <li key={`${step.row}-${step.words}`}>
                <span className="numbers soft">{step.day === null ? '' : dayLabel(step.day)}</span>
                <a href={`#${anchors.get(step.row) ?? ''}`}>{step.row}</a>
                <span>
                  {step.quadClass !== null && <QuadMark quad={step.quadClass} />} <bdi>{step.words}</bdi>{' '}
                  <span className="siglum">{step.sigla.join(', ')}</span>
                  {step.change !== null && (
                    <b>
                      {' '}
                      {strings.change} {changeLabel(step.change)}
                    </b>
                  )}
                </span>
              </li>
            ))}
            {more > 0 && <li className="soft">+ {more}</li>}
          </ol>
        </section>
      ))}
    </section>
  );
};
