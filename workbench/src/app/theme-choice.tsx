import type { ReactElement } from 'react';
import { strings } from '../strings.ts';
import { THEMES, type Theme, useTheme } from './theme.ts';

export const ThemeChoice = (): ReactElement => {
  const [theme, change] = useTheme();
  return (
    <select
      aria-label={strings.theme.label}
      value={theme}
      onChange={event => change(event.target.value as Theme)}
    >
      {THEMES.map(one => (
        <option key={one} value={one}>
          {strings.theme[one]}
        </option>
      ))}
    </select>
  );
};
