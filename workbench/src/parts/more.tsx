// The foot of a list that is read page by page: the next page comes as the foot comes into sight, or by the button.
import { type ReactElement, useEffect, useRef } from 'react';

const strings = { more: 'Show more', loading: 'Reading more …' } as const;

export const More = ({
  hasMore,
  isLoading,
  load,
}: {
  hasMore: boolean;
  isLoading: boolean;
  load: () => void;
}): ReactElement | null => {
  const foot = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (foot.current === null || !hasMore || isLoading) return;
    const watch = new IntersectionObserver(
      seen => seen.some(({ isIntersecting }) => isIntersecting) && load(),
      {
        rootMargin: '600px',
      },
    );
    watch.observe(foot.current);
    return () => watch.disconnect();
  }, [hasMore, isLoading, load]);
  if (!hasMore) return null;
  return (
    <button ref={foot} type="button" onClick={load} disabled={isLoading}>
      {isLoading ? strings.loading : strings.more}
    </button>
  );
};
