// What a store needs to make stories of its reports: sketches to group them by, and the telling of each group.
import type { CodedText, Story } from '../schema/story.ts';
import { moment } from './days.ts';
import {
  featureKeys,
  groupSketches,
  likenessTo,
  sketchFeatures,
  strongestFeatures,
  weighFeatures,
} from './sketch.ts';
import { numbering, tellStory } from './tell-story.ts';

export const storyMaking = {
  sketchFeatures,
  featureKeys,
  weighFeatures,
  strongestFeatures,
  likenessTo,
  groupSketches,
  moment,
  /** One story by itself; its reports are given in story order. */
  tellStory: (texts: readonly CodedText[]): Story => {
    const nextId = numbering();
    return tellStory(nextId('s'), texts, nextId);
  },
} as const;
