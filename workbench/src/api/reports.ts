import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CodedReport } from '../../../src/schema/coded-report.ts';
import type { Report } from '../../../src/schema/report.ts';
import { getJson } from './client.ts';

export interface ReportSummary {
  readonly id: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly language: string;
  readonly addedAt: string;
  readonly story: string | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
}

export interface ReportWithCoding {
  readonly report: Report;
  readonly summary: ReportSummary;
  /** Null where the report was not coded, as one in a language that is not read. */
  readonly coding: CodedReport | null;
}

export const useReport = (id: string): UseQueryResult<ReportWithCoding> =>
  useQuery({
    queryKey: ['reports', id],
    queryFn: ({ signal }) => getJson<ReportWithCoding>(`/reports/${encodeURIComponent(id)}`, {}, signal),
  });
