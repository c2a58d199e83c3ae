// Decisions and the agreement of coders as lists show them.

import type { FieldAgreement } from '../../6-record/review/agreement.ts';
import { isMerge, isSplit } from '../../6-record/review/apply-decisions.ts';
import type { Decision } from '../../schema/decision.ts';
import type { Entry } from './entry.ts';

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const changesOf = ({ before, after }: Decision): string[] => {
  if (after === null) return [];
  if (isMerge(after)) return [`into ${after.into}`];
  if (isSplit(after))
    return [`${after.event}: ${after.mentions.map(({ report, event }) => `${report}:${event}`).join(', ')}`];
  return Object.entries(after).map(
    ([field, value]) =>
      `${field}: ${inWords((before as Readonly<Record<string, unknown>> | null)?.[field] ?? null)} -> ${inWords(value)}`,
  );
};

export const decisionEntry = (decision: Decision): Entry => ({
  head: [
    decision.id,
    decision.at.slice(0, 16).replace('T', ' '),
    decision.by,
    `${decision.action} ${decision.target}`,
  ],
  lines: [...changesOf(decision), decision.reason],
});

export const agreementEntry = ({ field, units, alpha, agreed }: FieldAgreement): Entry => ({
  head: [field, `alpha ${alpha === null ? 'undefined (no two values)' : alpha.toFixed(3)}`],
  lines: [`${Math.round(agreed * 100)} % agreed of ${units} ${units === 1 ? 'event' : 'events'}`],
});
