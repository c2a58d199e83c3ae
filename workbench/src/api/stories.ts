import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CodedText, Story } from '../../../src/schema/story.ts';
import { getJson } from './client.ts';
import type { Page } from './pages.ts';

export interface StoryWithTexts {
  readonly story: Story;
  readonly texts: readonly CodedText[];
}

/** All pages of a story's texts: a synopsis is drawn from all of them. */
const readTexts = async (path: string, signal: AbortSignal): Promise<CodedText[]> => {
  const texts: CodedText[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<CodedText> = await getJson(path, { limit: 50, cursor }, signal);
    texts.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return texts;
};

export const useStory = (id: string): UseQueryResult<StoryWithTexts> =>
  useQuery({
    queryKey: ['stories', id],
    queryFn: async ({ signal }) => {
      const path = `/stories/${encodeURIComponent(id)}`;
      const [{ story }, texts] = await Promise.all([
        getJson<{ story: Story }>(path, { fields: 'story' }, signal),
        readTexts(`${path}/texts`, signal),
      ]);
      return { story, texts };
    },
  });
