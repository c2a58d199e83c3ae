// Weights of the pair scorer. Made by `synoptic train links`: do not edit; models/event-links.md says from what.
import type { PairWeights } from './pair-score.ts';

export const PAIR_WEIGHTS: PairWeights = {
  deeds: {
    bias: -4.32,
    trigger: 3.56,
    triggerInContext: -1.51,
    context: 2.59,
    type: 1.59,
    actors: 0.26,
    recipients: 0.52,
    otherParties: -0.97,
    place: 0.28,
    time: 0.8,
    status: 0.64,
    sameReport: -0.19,
    sameSentence: -1.79,
  },
  speech: {
    bias: -6.3,
    trigger: 3.87,
    triggerInContext: -0.31,
    context: 3.99,
    type: 2.87,
    actors: 1.11,
    recipients: 1.14,
    otherParties: -0.97,
    place: 0.3,
    time: 0.8,
    status: 0.7,
    sameReport: -0.18,
    sameSentence: -1.79,
  },
};
