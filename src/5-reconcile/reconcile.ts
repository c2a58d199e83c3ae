// The flow of stage 5: reports become stories (reconciler.ts), and in each story copies, events, quotations and figures
// are joined (tell-story.ts).
import { NO_OUTLETS, type Outlets } from '../schema/registry.ts';
import type { CodedText, Story } from '../schema/story.ts';
import { Reconciler } from './reconciler.ts';
import { inStoryOrder } from './story-order.ts';
import { numbering, tellStory } from './tell-story.ts';

/**
 * Every report stands in exactly one story, every event mention of it in exactly one event of that story. Stories and
 * what they hold are numbered by first appearance: reports by publication, undated ones last by id.
 */
export const reconcileReports = (texts: Iterable<CodedText>, outlets: Outlets = NO_OUTLETS): Story[] => {
  const reconciler = new Reconciler({ outlets });
  reconciler.add(texts);
  return [...reconciler.stories()];
};

/** The reports as one story, whether or not they would come together by themselves: for laying them side by side. */
export const tellTogether = (texts: readonly CodedText[], outlets: Outlets = NO_OUTLETS): Story => {
  const ordered = inStoryOrder(texts.map(text => ({ ...text.report, text }))).map(({ text }) => text);
  const nextId = numbering();
  return tellStory(nextId('s'), ordered, nextId, outlets);
};
