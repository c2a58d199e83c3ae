// Why something was coded so.
import { z } from 'zod';
import { EXPLAINED_KINDS, type Explanation, type Reason } from '../../../schema/explanation.ts';
import { named, sameAs } from './contract.ts';
import { offset, words } from './span.ts';

const quoted = z.strictObject({ start: offset, end: offset, text: z.string() });

const reasonSchema: z.ZodType<Reason> = named(
  'Reason',
  z.strictObject({
    about: z.string(),
    says: z.string(),
    words: z.array(quoted),
    source: words.describe('`accuse.yaml:12`: the line of the codebook or registry'),
    get because() {
      return z.array(reasonSchema);
    },
  }),
);

const explanationSchema = sameAs<Explanation>()(
  'Explanation',
  z.strictObject({
    report: z.string(),
    kind: z.enum(EXPLAINED_KINDS),
    id: words,
    says: z.string(),
    words: quoted,
    sentence: quoted,
    reasons: z.array(reasonSchema),
  }),
);

export const explanationsSchema = named(
  'Explanations',
  z.strictObject({ items: z.array(explanationSchema) }),
);

/** Explaining analyses a report anew, while others wait: of longer ones it is done on the command line. */
export const LONGEST_EXPLAINED = 100_000;
