// Weights of the pair scorer. Made by `synoptic train links`: do not edit; models/event-links.md says from what.
import type { PairWeights } from './pair-score.ts';

export const PAIR_WEIGHTS: PairWeights = {
  deeds: {
    bias: -4.34,
    trigger: 3.56,
    triggerInContext: -1.52,
    context: 2.59,
    type: 1.57,
    actors: 0.26,
    recipients: 0.53,
    place: 0.28,
    time: 0.8,
    status: 0.62,
    sameReport: -0.18,
    sameSentence: -1.79,
  },
  speech: {
    bias: -6.23,
    trigger: 3.99,
    triggerInContext: -0.31,
    context: 3.98,
    type: 2.97,
    actors: 1.2,
    recipients: 1.16,
    place: 0.3,
    time: 0.8,
    status: 0.77,
    sameReport: -0.2,
    sameSentence: -1.8,
  },
};
