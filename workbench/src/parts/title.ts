import { useEffect } from 'react';
import { strings } from '../strings.ts';

/** The page's name in the window's title, where a reader with many tabs looks for it. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === '' ? strings.name : `${title} - ${strings.name}`;
  }, [title]);
};
