// Weights of the pair scorer. Made by `synoptic train links`: do not edit; models/event-links.md says from what.
import type { PairWeights } from './pair-score.ts';

export const PAIR_WEIGHTS: PairWeights = {
  deeds: {
    bias: -4.31,
    trigger: 3.55,
    triggerInContext: -1.5,
    context: 2.59,
    type: 1.61,
    actors: 0.26,
    recipients: 0.5,
    otherParties: -0.96,
    place: 0.27,
    time: 0.8,
    status: 0.65,
    sameReport: -0.18,
    sameSentence: -1.79,
  },
  speech: {
    bias: -6.29,
    trigger: 3.88,
    triggerInContext: -0.31,
    context: 3.98,
    type: 2.88,
    actors: 1.06,
    recipients: 1.15,
    otherParties: -0.97,
    place: 0.3,
    time: 0.8,
    status: 0.71,
    sameReport: -0.18,
    sameSentence: -1.79,
  },
};
