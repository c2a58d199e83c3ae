// What keeps lists and searches quick in a store of a million events.

export const LARGE_STORES = `
-- The indexes of conditions are of all events, deleted ones too: PostgreSQL never brings two together that leave out the
-- same rows, and events of one type and one status would be found by one of both alone.
drop index events_first_day;
drop index events_last_day;
drop index events_type;
drop index events_status;
drop index events_standing;
drop index events_countries;
drop index events_outlets;
drop index events_actor_codes;
drop index events_names;
drop index events_words;
create index events_type on events (type);
create index events_status on events (status);
create index events_standing on events (standing);
create index events_place on events (place_name);
create index events_countries on events using gin (countries);
create index events_outlets on events using gin (outlets);
create index events_actor_codes on events using gin (actor_codes);
create index events_names on events using gin (name_words);
create index events_words on events using gin (words);
-- events by the days that they touch
create index events_days on events using gist (daterange(least(date_from, date_to), greatest(date_from, date_to), '[]'));

drop index reports_published;
drop index reports_outlet;
create index reports_newest on reports (published_on desc nulls last, added desc);
create index reports_outlet on reports (outlet, published_on desc nulls last, added desc);

-- statements and figures in the order of their reports
alter table statements add column added bigint;
update statements set added = (select added from reports where id = report);
create index statements_newest on statements (added desc, ordinal);
drop index statements_speaker;
create index statements_speaker on statements ((lower(left(speaker, 200)) collate "C"));
alter table figures add column added bigint;
update figures set added = (select added from reports where id = report);
create index figures_newest on figures (added desc, ordinal);
`;
