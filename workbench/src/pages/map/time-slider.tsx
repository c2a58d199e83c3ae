// Days shown on the map: two ends to drag or type, and a window that plays through the days.
import { type ReactElement, useEffect, useState } from 'react';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { Choice } from '../../parts/choice.tsx';
import { strings } from './strings.ts';

export interface DayWindow {
  /** ISO 8601 days; null for no bound. */
  readonly since: string | null;
  readonly until: string | null;
}

const DAY = 86_400_000;
const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const STEPS = { day: 1, week: 7, month: 30 } as const;
type Step = keyof typeof STEPS;

const End = ({
  label,
  day,
  at,
  count,
  change,
}: {
  label: string;
  day: string;
  /** Days since the first one. */
  at: number;
  count: number;
  change: (at: number) => void;
}): ReactElement => (
  <label className="end small">
    <span>
      {label} <span className="numbers">{dayLabel(day)}</span>
    </span>
    <input
      type="range"
      min={0}
      max={count}
      value={at}
      aria-valuetext={dayLabel(day)}
      onChange={({ target }) => change(Number(target.value))}
    />
  </label>
);

export const TimeSlider = ({
  first,
  last,
  window,
  change,
  isReady,
}: {
  /** The days of the first and the last event. */
  first: string;
  last: string;
  window: DayWindow;
  change: (window: DayWindow) => void;
  /** False while a window is still being drawn: what plays waits for it. */
  isReady: boolean;
}): ReactElement | null => {
  const [step, setStep] = useState<Step>('week');
  const [isPlaying, setIsPlaying] = useState(false);
  const start = Date.parse(first);
  const count = Math.round((Date.parse(last) - start) / DAY);
  const numberOf = (day: string | null, otherwise: number): number =>
    day === null ? otherwise : Math.round((Date.parse(day) - start) / DAY);
  const [from, to] = [numberOf(window.since, 0), numberOf(window.until, count)];
  useEffect(() => {
    if (!isPlaying || !isReady) return;
    const length = STEPS[step];
    const timer = setTimeout(() => {
      const next = window.since === null || to >= count ? 0 : from + length;
      change({
        since: toDay(start + next * DAY),
        until: toDay(start + Math.min(count, next + length - 1) * DAY),
      });
      if (next + length > count) setIsPlaying(false);
    }, 500);
    return () => clearTimeout(timer);
  }, [isPlaying, isReady, window, from, to, step, count, start, change]);
  if (count < 1) return null;
  const set = (since: number, until: number): void => {
    setIsPlaying(false);
    const isAll = since <= 0 && until >= count;
    change({
      since: isAll ? null : toDay(start + Math.max(0, since) * DAY),
      until: isAll ? null : toDay(start + Math.min(count, until) * DAY),
    });
  };
  return (
    <fieldset className="time-slider">
      <legend className="hidden">{strings.days}</legend>
      <button type="button" aria-pressed={isPlaying} onClick={() => setIsPlaying(!isPlaying)}>
        {isPlaying ? strings.stop : strings.play}
      </button>
      <Choice label={strings.step} value={step} names={strings.steps} change={setStep} />
      <End
        label={strings.from}
        day={toDay(start + from * DAY)}
        at={from}
        count={count}
        change={at => set(Math.min(at, to), to)}
      />
      <End
        label={strings.to}
        day={toDay(start + to * DAY)}
        at={to}
        count={count}
        change={at => set(from, Math.max(at, from))}
      />
      <button
        type="button"
        onClick={() => set(0, count)}
        disabled={window.since === null && window.until === null}
      >
        {strings.all}
      </button>
    </fieldset>
  );
};
