// Decisions and the agreement of coders as lists show them.

import { fieldInWords } from '../../6-record/field-words.ts';
import type { FieldAgreement } from '../../6-record/review/agreement.ts';
import { isMerge, isSplit } from '../../6-record/review/apply-decisions.ts';
import type { Correction, Decision } from '../../schema/decision.ts';
import type { Entry } from './entry.ts';

const changesOf = ({ before, after }: Decision): string[] => {
  if (after === null) return [];
  if (isMerge(after)) return [`into ${after.into}`];
  if (isSplit(after))
    return [`${after.event}: ${after.mentions.map(({ report, event }) => `${report}:${event}`).join(', ')}`];
  const inWords = (correction: Correction | null, field: string): string =>
    fieldInWords(correction ?? {}, field) ?? 'none';
  return Object.keys(after).map(field => `${field}: ${inWords(before, field)} -> ${inWords(after, field)}`);
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
