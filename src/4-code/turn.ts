// PLOVER codes words before deeds: help that will be given is an agreement, help that will not be is a refusal, and an
// attack that is announced is a threat (PLOVER manual, after CAMEO 03, 12 and 13). The status keeps what was said.
import type { EventStatus } from '../schema/coded-report.ts';
import type { EventType } from '../schema/plover.ts';

export interface Turned {
  readonly type: EventType;
  readonly mode: string | null;
  readonly cameo: string;
  readonly status: EventStatus;
}

/** Intent to do what: CAMEO 031 to 036. */
const intents: Partial<Record<EventType, string>> = {
  AID: '033',
  CONSULT: '036',
  COOPERATE: '031',
  SUPPORT: '032',
  RETREAT: '035',
  CONCEDE: '034',
};
const refusals: Partial<Record<EventType, { readonly mode: string; readonly cameo: string }>> = {
  AID: { mode: 'assist', cameo: '122' },
  COOPERATE: { mode: 'assist', cameo: '121' },
  SUPPORT: { mode: 'assist', cameo: '121' },
  CONSULT: { mode: 'meet', cameo: '125' },
  AGREE: { mode: 'meet', cameo: '125' },
  RETREAT: { mode: 'yield', cameo: '124' },
  CONCEDE: { mode: 'change', cameo: '123' },
};
const threats: Partial<Record<EventType, { readonly mode: string; readonly cameo: string }>> = {
  ASSAULT: { mode: 'violence', cameo: '138' },
  COERCE: { mode: 'restrict', cameo: '132' },
  SANCTION: { mode: 'relations', cameo: '131' },
  PROTEST: { mode: 'violence', cameo: '133' },
};

/** What the event counts as under its own modality; null where type and status stand as they are. */
export const turnByStatus = (type: EventType, status: EventStatus): Turned | null => {
  if (status === 'planned' || status === 'offered') {
    const intent = intents[type];
    if (intent) return { type: 'AGREE', mode: null, cameo: intent, status };
  }
  const threat = threats[type];
  if (threat && (status === 'planned' || (status === 'hypothetical' && held.has(type))))
    return { type: 'THREATEN', ...threat, status };
  const refusal = status === 'negated' ? refusals[type] : undefined;
  return refusal ? { type: 'REJECT', ...refusal, status: 'happened' } : null;
};

/** "may impose sanctions", "could halt its aid" are held over somebody; "could be killed" is only feared. */
const held: ReadonlySet<EventType> = new Set(['SANCTION', 'COERCE']);
