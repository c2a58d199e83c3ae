// The frame's ACLED sub-event, settled by who was hit: force against those who bear no arms is violence against
// civilians, against the armed it is a battle (ACLED codebook, "Violence against civilians").
import { ACLED_CLASSES, type AcledClass } from '../schema/acled.ts';
import type { Candidate } from './frames.ts';
import { type Filler, isOfClass } from './roles.ts';

const fightsBack = (filler: Filler): boolean => isOfClass(filler.entity, 'armed');
const isCivilian = (filler: Filler): boolean => isOfClass(filler.entity, 'civilian');

const subEventOf = ({ frame, recipients }: Candidate): string | null => {
  if (frame.acled === 'Attack' && recipients.length > 0 && recipients.every(fightsBack)) return 'Armed clash';
  if (frame.acled === 'Armed clash' && recipients.some(isCivilian) && !recipients.some(fightsBack))
    return 'Attack';
  return frame.acled;
};

/** Null where ACLED has no type for the frame: statements, demands, threats. */
export const acledClassOf = (candidate: Candidate): AcledClass | null => {
  const subEvent = subEventOf(candidate);
  return subEvent === null ? null : (ACLED_CLASSES.get(subEvent) ?? null);
};
