// Counts in order of time as small bars; the words beside it say what they count.
import type { ReactElement } from 'react';

const HEIGHT = 18;
const STEP = 5;

export const Sparkline = ({ counts, label }: { counts: readonly number[]; label: string }): ReactElement => {
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, at) => {
    const height = count === 0 ? 1 : Math.max(2, Math.round((count / most) * HEIGHT));
    return `M${at * STEP} ${HEIGHT}v${-height}h${STEP - 1}v${height}z`;
  });
  return (
    <svg className="sparkline" role="img" aria-label={label} width={counts.length * STEP} height={HEIGHT}>
      <path d={bars.join('')} fill="currentColor" />
    </svg>
  );
};
