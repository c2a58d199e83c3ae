// A field that writes to the address bar when its reader pauses, so that not every letter asks the server.
import { type ReactElement, useEffect, useState } from 'react';
import { useQueryValue } from '../url/place.ts';

const PAUSE = 350;

export const LateField = ({
  name,
  label,
  hint,
  width,
  isCode = false,
}: {
  name: string;
  label: string;
  hint?: string;
  width?: string;
  /** Three letters, sent only when there are three. */
  isCode?: boolean;
}): ReactElement => {
  const [value, change] = useQueryValue(name);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || (isCode && typed !== '' && !/^[A-Z]{3}$/.test(typed))) return;
    const timer = setTimeout(() => change(typed === '' ? null : typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value, change, isCode]);
  return (
    <label>
      {label}
      <input
        type="search"
        value={typed}
        placeholder={hint}
        maxLength={isCode ? 3 : 200}
        style={{ width }}
        onChange={({ target }) => setTyped(isCode ? target.value.toUpperCase() : target.value)}
      />
    </label>
  );
};
