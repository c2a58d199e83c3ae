/** The address of a report with a span of it selected. */
export const reportAt = (report: string, { start, end }: { start: number; end: number }): string =>
  `/reports/${encodeURIComponent(report)}?at=${start}-${end}`;
