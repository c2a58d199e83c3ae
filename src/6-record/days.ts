// Days as PostgreSQL takes them: a date that no calendar has would fail the whole report.

/** The day that an ISO 8601 date or date-time begins with, null where it is none of the calendar's. */
export const dayOrNull = (written: string | null | undefined): string | null => {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(written ?? '')?.[0];
  if (day === undefined || day.startsWith('0000')) return null;
  const parsed = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day ? null : day;
};

/** The moment of an ISO 8601 date-time with its zone, null for a day alone and for what is none. */
export const instantOrNull = (written: string | null | undefined): string | null => {
  if (dayOrNull(written) === null || !/T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(written ?? '')) return null;
  const parsed = new Date(written ?? '');
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
};
