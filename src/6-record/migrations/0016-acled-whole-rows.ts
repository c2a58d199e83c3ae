// Rows in ACLED's form kept as they are given, so that an answer of thousands is put together without looking into them.

export const ACLED_WHOLE_ROWS = `
create table acled_whole (
  number bigint primary key,
  content text not null,
  notes text collate "C" not null
);
insert into acled_whole (number, content, notes)
  select number, content || ',"timestamp":' || timestamp || '}', notes
  from acled_contents join acled_rows using (number) order by number;
drop table acled_contents;
alter table acled_whole rename to acled_contents;
alter index acled_whole_pkey rename to acled_contents_pkey;
`;
