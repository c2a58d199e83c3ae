// Events as ACLED would hold them, kept ready so that its API reads them without looking into documents. All of it is
// derived: it can be made anew from the events.

export const ACLED = `
-- What filters compare. Names and other texts stand in acled_values, once each.
create table acled_rows (
  number bigint primary key,
  timestamp bigint not null,
  latitude double precision not null,
  longitude double precision not null,
  fatalities bigint not null,
  population bigint,
  event_date date not null,
  country integer not null,
  event_type integer not null,
  sub_event_type integer not null,
  disorder_type integer not null,
  actor1 integer not null,
  assoc_actor_1 integer not null,
  actor2 integer not null,
  assoc_actor_2 integer not null,
  civilian_targeting integer not null,
  admin1 integer not null,
  admin2 integer not null,
  admin3 integer not null,
  location integer not null,
  source integer not null,
  source_scale integer not null,
  tags integer not null,
  year smallint not null,
  iso smallint not null,
  region smallint not null,
  inter1 smallint not null,
  inter2 smallint not null,
  interaction smallint not null,
  time_precision smallint not null,
  geo_precision smallint not null,
  event_id_cnty text collate "C" not null
);
create index acled_rows_date on acled_rows (event_date desc, number desc);
create index acled_rows_country on acled_rows (country, event_date desc, number desc);
create index acled_rows_iso on acled_rows (iso, event_date desc, number desc);
create index acled_rows_region on acled_rows (region, event_date desc, number desc);
create index acled_rows_type on acled_rows (event_type, event_date desc, number desc);
create index acled_rows_sub_type on acled_rows (sub_event_type, event_date desc, number desc);
create index acled_rows_actor1 on acled_rows (actor1, event_date desc, number desc);
create index acled_rows_actor2 on acled_rows (actor2, event_date desc, number desc);
create index acled_rows_location on acled_rows (location, event_date desc, number desc);
create index acled_rows_timestamp on acled_rows (timestamp);
create index acled_rows_id on acled_rows (event_id_cnty);

-- What an answer gives: the row as a JSON object without its timestamp. Notes are here for filters, in lower case.
create table acled_contents (
  number bigint primary key,
  content text not null,
  notes text collate "C" not null
);

create table acled_values (
  id integer primary key,
  -- the column, or the pair of columns, that it stands in: actor1 and actor2 share theirs
  kind text collate "C" not null,
  value text collate "C" not null,
  -- in lower case, as filters compare it
  folded text collate "C" not null
);
create unique index acled_values_value on acled_values (kind, md5(value));

create table acled_deleted (
  event_id_cnty text collate "C" primary key,
  number bigint not null,
  deleted_timestamp bigint not null
);
create index acled_deleted_timestamp on acled_deleted (deleted_timestamp, number);

-- Events whose rows are not yet as the events are. Each change leaves a mark of its own, so that none is lost to
-- whoever works off an earlier one.
create table acled_waiting (
  mark uuid primary key default gen_random_uuid(),
  event text collate "C" not null
);
create index acled_waiting_event on acled_waiting (event);
insert into acled_waiting (event) select id from events;

insert into counters values ('acled value', 0), ('acled timestamp', 0);
insert into store_state values ('acled', '0');
`;
