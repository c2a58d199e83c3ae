// Days shown on the map: two ends to drag or type, and a window that plays through the days.
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { DayWindow } from './geometry.ts';
import { strings } from './strings.ts';

const DAY = 86_400_000;
const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const STEPS = [1, 7, 30] as const;

export const TimeSlider = ({
  days,
  window,
  change,
}: {
  /** Days on which there is an event, in order. */
  days: readonly string[];
  window: DayWindow;
  change: (window: DayWindow) => void;
}): ReactElement | null => {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const [step, setStep] = useState<number>(7);
  const [isPlaying, setIsPlaying] = useState(false);
  const start = Date.parse(first);
  const count = Math.round((Date.parse(last) - start) / DAY);
  const numberOf = useMemo(
    () =>
      (day: string | null, otherwise: number): number =>
        day === null ? otherwise : Math.round((Date.parse(day) - start) / DAY),
    [start],
  );
  const [from, to] = [numberOf(window.since, 0), numberOf(window.until, count)];
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      const next = window.since === null || to >= count ? 0 : from + step;
      change({
        since: toDay(start + next * DAY),
        until: toDay(start + Math.min(count, next + step - 1) * DAY),
      });
      if (next + step > count) setIsPlaying(false);
    }, 500);
    return () => clearTimeout(timer);
  }, [isPlaying, window, from, to, step, count, start, change]);
  if (first === '' || count < 1) return null;
  const set = (since: number, until: number): void => {
    setIsPlaying(false);
    change({
      since: since <= 0 && until >= count ? null : toDay(start + Math.max(0, since) * DAY),
      until: since <= 0 && until >= count ? null : toDay(start + Math.min(count, until) * DAY),
    });
  };
  return (
    <fieldset className="time-slider">
      <legend className="hidden">{strings.days}</legend>
      <button type="button" aria-pressed={isPlaying} onClick={() => setIsPlaying(!isPlaying)}>
        {isPlaying ? strings.stop : strings.play}
      </button>
      <label>
        {strings.step}{' '}
        <select value={step} onChange={event => setStep(Number(event.target.value))}>
          {STEPS.map(one => (
            <option key={one} value={one}>
              {strings.steps[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="end">
        {strings.from} <span className="numbers">{toDay(start + from * DAY)}</span>
        <input
          type="range"
          min={0}
          max={count}
          value={from}
          onChange={event => set(Math.min(Number(event.target.value), to), to)}
        />
      </label>
      <label className="end">
        {strings.to} <span className="numbers">{toDay(start + to * DAY)}</span>
        <input
          type="range"
          min={0}
          max={count}
          value={to}
          onChange={event => set(from, Math.max(Number(event.target.value), from))}
        />
      </label>
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
