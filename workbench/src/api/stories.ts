import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CodedText, Story } from '../../../src/schema/story.ts';
import { getJson } from './client.ts';

export interface StoryWithTexts {
  readonly story: Story;
  readonly texts: readonly CodedText[];
}

export const useStory = (id: string): UseQueryResult<StoryWithTexts> =>
  useQuery({
    queryKey: ['stories', id],
    queryFn: ({ signal }) => getJson<StoryWithTexts>(`/stories/${encodeURIComponent(id)}`, {}, signal),
  });
