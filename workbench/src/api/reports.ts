import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReportSummary } from '../../../src/6-record/index.ts';
import type { CodedReport } from '../../../src/schema/coded-report.ts';
import type { Report } from '../../../src/schema/report.ts';
import type { StoryEvent } from '../../../src/schema/story.ts';
import { getJson } from './client.ts';

export interface ReportWithCoding {
  readonly report: Report;
  readonly coded: CodedReport;
  readonly summary: ReportSummary;
  /** Texts of the same page, the earliest first. */
  readonly versions: readonly {
    readonly id: string;
    readonly addedAt: string;
    readonly publishedAt: string | null;
    readonly isCurrent: boolean;
  }[];
  /** The events that its mentions stand in. */
  readonly links: readonly {
    readonly mention: string;
    readonly event: string;
    readonly standing: StoryEvent['standing'];
    readonly reviewed: string | null;
  }[];
}

export const useReport = (id: string): UseQueryResult<ReportWithCoding> =>
  useQuery({
    queryKey: ['reports', id],
    queryFn: ({ signal }) => getJson<ReportWithCoding>(`/reports/${encodeURIComponent(id)}`, {}, signal),
  });
