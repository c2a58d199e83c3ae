// Marks of what waits in the order in which it is worked off.

export const ACLED_SPEED = `
-- where no rows were ever made, all are made without marks
delete from acled_waiting where exists (select from store_state where name = 'acled' and value = '0');
alter table acled_waiting add column number bigint;
alter table acled_waiting add column at timestamptz(3);
update acled_waiting set number = events.number, at = events.updated_at from events where events.id = event;
delete from acled_waiting where number is null;
drop index acled_waiting_event;
alter table acled_waiting drop column event;
alter table acled_waiting alter column number set not null;
alter table acled_waiting alter column at set not null;
create index acled_waiting_order on acled_waiting (at, number);
`;
