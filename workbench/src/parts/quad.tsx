// The four quad classes and what the reports together support, as marks: form and words say what colour says.
import type { ReactElement } from 'react';
import type { QuadClass } from '../../../src/schema/plover.ts';
import type { StoryEvent } from '../../../src/schema/story.ts';
import { QUAD_LABELS, STANDING_LABELS } from '../../../src/synopsis/labels.ts';

export const QuadMark = ({ quad }: { quad: QuadClass }): ReactElement => (
  <span className={`quad quad-${quad}`} title={QUAD_LABELS[quad]}>
    <span className="hidden">{QUAD_LABELS[quad]}</span>
  </span>
);

export const StandingMark = ({ standing }: { standing: StoryEvent['standing'] }): ReactElement => (
  <span className={`standing-${standing}`}>{STANDING_LABELS[standing]}</span>
);
