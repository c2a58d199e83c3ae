// What a store needs to make stories of its reports: sketches to group them by, and the telling of each group.
import { NO_OUTLETS, type Outlets } from '../schema/registry.ts';
import type { CodedText, Story } from '../schema/story.ts';
import { moment } from './days.ts';
import {
  featureKeys,
  groupSketches,
  makeLikeness,
  sketchFeatures,
  strongestFeatures,
  weighFeatures,
} from './sketch.ts';
import { numbering, tellStory } from './tell-story.ts';

/** @param outlets who is who among outlets and agencies, asked for when the first story is told. */
export const storyMaking = (outlets: () => Outlets = () => NO_OUTLETS) => ({
  sketchFeatures,
  featureKeys,
  weighFeatures,
  strongestFeatures,
  makeLikeness,
  groupSketches,
  moment,
  /** One story by itself; its reports are given in story order. */
  tellStory: (texts: readonly CodedText[]): Story => {
    const nextId = numbering();
    return tellStory(nextId('s'), texts, nextId, outlets());
  },
});
