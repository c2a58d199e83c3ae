// A moment as a reader reckons it, `5 minutes ago`; the moment itself on hover.
import type { ReactElement } from 'react';

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

export const Ago = ({ moment }: { moment: string }): ReactElement => {
  const seconds = (Date.parse(moment) - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, long]) => Math.abs(seconds) >= long) ?? (['second', 1] as const);
  return (
    <time dateTime={moment} title={new Date(moment).toLocaleString()}>
      {words.format(Math.trunc(seconds / length), unit)}
    </time>
  );
};
