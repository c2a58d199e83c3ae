// Stage 3: a report and its analysis -> who, where and when: mentions tied to the registries, time expressions to days.
import type { Analysis } from '../schema/analysis.ts';
import type { Grounding } from '../schema/grounding.ts';
import type { Issue } from '../schema/issue.ts';
import type { Registry } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import { findIntroduced, readIntroduced } from './acronyms.ts';
import { readContext } from './context.ts';
import { listEntities } from './entities.ts';
import { readMentions } from './read-mentions.ts';
import { readNames } from './read-names.ts';
import { findReportTimes } from './report-times.ts';
import { findNames } from './sentence-names.ts';
import { settle } from './settle.ts';
import { surnamesOf } from './surnames.ts';

export { explainEntity } from './explain.ts';

/** One issue a name: the first place where it came up stands for all. */
const withoutRepeats = (issues: readonly Issue[]): readonly Issue[] => {
  const seen = new Set<string>();
  return issues.filter(issue => {
    const key = `${issue.code} ${issue.message}`;
    return !seen.has(key) && seen.add(key);
  });
};

const inTextOrder = (found: readonly { start: number | null; end: number | null }[]): readonly Span[] =>
  found
    .flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]))
    .sort((a, b) => a.start - b.start);

export const groundReport = (
  report: Report,
  analysis: Analysis,
  resources: { readonly registry: Registry },
): Grounding => {
  const { registry } = resources;
  const { sentences } = analysis;
  const introduced = findIntroduced(sentences);
  const listed = sentences.map(sentence => findNames(sentence, registry));
  const hits = readIntroduced(sentences, listed, introduced);
  const context = readContext(registry, report, hits);
  const issues: Issue[] = [];
  const regions = new Set<string>();
  for (const entry of hits.flat().flatMap(hit => hit.entries))
    if (entry.sense.kind === 'place' && entry.sense.place.admin1 !== null)
      regions.add(entry.sense.place.admin1);
  const names = { registry, context, regions, issues, surnames: surnamesOf(analysis) };
  const named = sentences.map((sentence, index) => readNames(names, sentence, hits[index] ?? []));
  const reader = { ...names, text: report.text, named, introduced };
  const settled = settle(reader, readMentions(reader, analysis), analysis.chains);
  const { times, issues: unresolvedTimes } = findReportTimes(sentences, report, names.surnames);
  const { entities, mentions } = listEntities(settled, inTextOrder([...times, ...unresolvedTimes]));
  return {
    entities,
    mentions,
    times,
    issues: withoutRepeats([...issues, ...unresolvedTimes]),
  };
};
