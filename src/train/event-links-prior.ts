// What the pair scorer believes before it has seen data: set by hand on the practice of event data, one record a type,
// sides and day. Of speech acts no corpus has enough; there the prior decides nearly alone.
import type { PairWeights } from '../5-reconcile/pair-score.ts';

export const PRIOR_WEIGHTS: PairWeights = {
  deeds: {
    bias: -4.2,
    trigger: 3.6,
    triggerInContext: -1.5,
    context: 2.6,
    type: 1.7,
    actors: 0.3,
    recipients: 0.5,
    otherParties: -1,
    place: 0.3,
    time: 0.8,
    status: 0.8,
    sameReport: -0.2,
    sameSentence: -1.8,
  },
  speech: {
    bias: -6.2,
    trigger: 4,
    triggerInContext: -0.3,
    context: 4,
    type: 3,
    actors: 1.2,
    recipients: 1.2,
    otherParties: -1,
    place: 0.3,
    time: 0.8,
    status: 0.8,
    sameReport: -0.2,
    sameSentence: -1.8,
  },
};
