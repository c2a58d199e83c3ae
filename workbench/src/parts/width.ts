import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width that an element has now, in pixels, for what is drawn to fit it. */
export const useWidth = <E extends HTMLElement>(before: number): readonly [RefObject<E | null>, number] => {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(before);
  useEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  return [element, width];
};
