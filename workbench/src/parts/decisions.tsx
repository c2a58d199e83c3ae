// What reviewers decided on an event, and which of it still counts.
import type { ReactElement } from 'react';
import type { Decision } from '../../../src/schema/decision.ts';
import { dayLabel } from '../../../src/synopsis/labels.ts';
import { strings } from '../strings.ts';

/** A decision that a later one rejects no longer counts. */
export const standingDecisions = (decisions: readonly Decision[]): readonly Decision[] => {
  const undone = new Set<string>();
  for (const { action, target } of decisions.toReversed())
    if (action === 'reject' && /^d\d+$/.test(target)) undone.add(target);
  return decisions.filter(({ id, target }) => !undone.has(id) && !/^d\d+$/.test(target));
};

export const DecisionList = ({ decisions }: { decisions: readonly Decision[] }): ReactElement => {
  const counts = new Set(standingDecisions(decisions).map(({ id }) => id));
  return (
    <ul>
      {decisions.map(({ id, action, by, at, reason }) => (
        <li key={id} className={counts.has(id) ? undefined : 'soft'}>
          {id} <b>{action}</b> · <bdi>{by}</bdi> · {dayLabel(at)} {reason !== null && <q>{reason}</q>}
          {!counts.has(id) && ` (${strings.undone})`}
        </li>
      ))}
    </ul>
  );
};
