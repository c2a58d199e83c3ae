// What makes stories, for tests of the store whose reports all have dates.
import { storyMaking } from '../../src/5-reconcile/index.ts';
import type { StoryMaking } from '../../src/6-record/index.ts';

export const making: StoryMaking = {
  ...storyMaking(),
  code: ({ id }) => {
    throw new Error(`${id} has no date, and this test codes nothing`);
  },
};
