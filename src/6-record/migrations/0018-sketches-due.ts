// Reports are sketched once, before they wait to be grouped: what is to be sketched is listed by itself.

export const SKETCHES_DUE = `
insert into unsettled select 'sketch', id, change from unsettled where kind = 'report';
-- what waits to be weighed
create index sketches_unweighed on sketches (report) where vector is null;
-- few rows that come and go: looked at often
create index unsettled_changes on unsettled (kind, change);
`;
