import type { RecordedEvent } from '../../../src/schema/recorded-event.ts';
import { participantsLabel } from '../../../src/synopsis/labels.ts';

/** `jets → the market`: who did it, and to whom where that is said. */
export const sidesLabel = ({ actors, recipients }: Pick<RecordedEvent, 'actors' | 'recipients'>): string => {
  const [who, whom] = [participantsLabel(actors), participantsLabel(recipients)];
  if (whom === null) return who ?? '';
  return `${who ?? '…'} → ${whom}`;
};
