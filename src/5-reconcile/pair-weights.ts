// Weights of the pair scorer. Made by `synoptic train links`: do not edit; models/event-links.md says from what.
import type { PairWeights } from './pair-score.ts';

export const PAIR_WEIGHTS: PairWeights = {
  deeds: {
    bias: -4.31,
    trigger: 3.57,
    triggerInContext: -1.5,
    context: 2.6,
    type: 1.61,
    actors: 0.25,
    recipients: 0.51,
    otherParties: -0.97,
    place: 0.28,
    time: 0.8,
    status: 0.65,
    sameReport: -0.19,
    sameSentence: -1.79,
  },
  speech: {
    bias: -6.27,
    trigger: 3.9,
    triggerInContext: -0.3,
    context: 3.99,
    type: 2.9,
    actors: 1.11,
    recipients: 1.15,
    otherParties: -0.97,
    place: 0.3,
    time: 0.8,
    status: 0.73,
    sameReport: -0.19,
    sameSentence: -1.79,
  },
};
