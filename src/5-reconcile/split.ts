// A broad cluster that holds two happenings of one kind (two quakes, two break-outs) is divided: its words are weighed
// anew within it, it is bisected, and the halves part where each has words of its own.
import { bisect } from './bisect.ts';
import { type ReportFeatures, type Vocabulary, weighWithin } from './report-words.ts';

/** A half with fewer reports shows no pattern of its own. */
const MIN_HALF = 4;
/** A word marks a half when this share of its reports use it. */
const MARK_SHARE = 0.3;
/** How far ownership of marks must exceed the halves' likeness; set on the training part of ECB+. */
const MIN_MARGIN = 0.12;
/** A name tells happenings apart better than another word of its rarity. */
const NAME_FACTOR = 4;

interface Usage {
  reports: number;
  isName: boolean;
}

const usageOf = (reports: readonly ReportFeatures[]): Map<number, Usage> => {
  const usage = new Map<number, Usage>();
  for (const { features, isName } of reports)
    for (const [i, feature] of features.entries()) {
      const known = usage.get(feature);
      if (known) known.reports++;
      else usage.set(feature, { reports: 1, isName: isName[i] === 1 });
    }
  return usage;
};

/** Share of the weight of a half's marks that the other half lacks. */
const ownership = (
  own: readonly ReportFeatures[],
  other: readonly ReportFeatures[],
  vocabulary: Vocabulary,
): number => {
  const elsewhere = usageOf(other);
  let owned = 0;
  let all = 0;
  for (const [feature, { reports, isName }] of usageOf(own)) {
    const share = reports / own.length;
    if (reports < 2 || share < MARK_SHARE) continue;
    const weight = -Math.log(vocabulary.shareOf(feature)) * (isName ? NAME_FACTOR : 1) * share;
    const shareElsewhere = (elsewhere.get(feature)?.reports ?? 0) / other.length;
    all += weight;
    owned += weight * Math.max(0, 1 - shareElsewhere / share);
  }
  return all > 0 ? owned / all : 0;
};

/** The members in one, two or more parts. */
export const splitByMarks = (
  members: readonly number[],
  features: readonly ReportFeatures[],
  vocabulary: Vocabulary,
): number[][] => {
  if (members.length < 2 * MIN_HALF) return [[...members]];
  const reports = members.map(i => features[i] as ReportFeatures);
  const halves = bisect(weighWithin(reports, vocabulary));
  if (!halves || Math.min(...halves.sizes) < MIN_HALF) return [[...members]];
  const left = reports.filter((_, i) => !halves.side[i]);
  const right = reports.filter((_, i) => halves.side[i]);
  const owned = Math.min(ownership(left, right, vocabulary), ownership(right, left, vocabulary));
  if (owned - halves.likeness < MIN_MARGIN) return [[...members]];
  return [false, true].flatMap(is =>
    splitByMarks(
      members.filter((_, i) => halves.side[i] === is),
      features,
      vocabulary,
    ),
  );
};
