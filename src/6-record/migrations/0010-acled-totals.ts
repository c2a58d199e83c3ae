// A number that grows with every change of the rows in ACLED's form: what was counted before it is counted anew.

export const ACLED_TOTALS = `
insert into counters values ('acled revision', 0);
create index acled_rows_admin1 on acled_rows (admin1, event_date desc, number desc);
create index acled_rows_source on acled_rows (source, event_date desc, number desc);
`;
