// One of a few values, with its label before it.
import type { ReactElement } from 'react';

export const Choice = <Value extends string>({
  label,
  value,
  names,
  change,
}: {
  label: string;
  value: Value;
  /** What each value is called, in their order. */
  names: Readonly<Record<Value, string>>;
  change: (value: Value) => void;
}): ReactElement => (
  <label className="small">
    {label}{' '}
    <select value={value} onChange={({ target }) => change(target.value as Value)}>
      {(Object.keys(names) as Value[]).map(one => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  </label>
);
