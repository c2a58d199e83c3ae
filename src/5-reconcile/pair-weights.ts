// Weights of the pair scorer. Made by `synoptic train links`: do not edit; models/event-links.md says from what.
import type { PairWeights } from './pair-score.ts';

export const PAIR_WEIGHTS: PairWeights = {
  deeds: {
    bias: -4.33,
    trigger: 3.56,
    triggerInContext: -1.48,
    context: 2.59,
    type: 1.58,
    actors: 0.27,
    recipients: 0.5,
    otherParties: -0.97,
    counts: 0.61,
    weekday: 0.51,
    place: 0.27,
    time: 0.8,
    status: 0.63,
    sameReport: -0.19,
    sameSentence: -1.8,
  },
  speech: {
    bias: -6.3,
    trigger: 3.87,
    triggerInContext: -0.31,
    context: 3.98,
    type: 2.87,
    actors: 1.06,
    recipients: 1.16,
    otherParties: -0.98,
    counts: 0.6,
    weekday: 0.48,
    place: 0.3,
    time: 0.8,
    status: 0.7,
    sameReport: -0.18,
    sameSentence: -1.79,
  },
};
