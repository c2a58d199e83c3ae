// Light, dark or as the system says; kept in this browser.
import { useCallback, useState } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'synoptic.theme';

const stored = (): Theme => {
  try {
    const value = localStorage.getItem(KEY);
    return THEMES.find(theme => theme === value) ?? 'system';
  } catch {
    return 'system';
  }
};

export const applyTheme = (theme: Theme = stored()): void => {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
};

export const useTheme = (): readonly [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState(stored);
  const change = useCallback((next: Theme) => {
    setTheme(next);
    applyTheme(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing still changes the page at hand.
    }
  }, []);
  return [theme, change];
};
