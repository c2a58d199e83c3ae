// Versions of one page, found by what the page is known by; reports by language.

export const VERSIONS = `
-- what one page is known by, whatever address it was read at (schema/address.ts); reports added before have their
-- address without the scheme, which is the same for most
alter table reports add column page text;
update reports set page = regexp_replace(regexp_replace(url, '^https?://(www[.])?', ''), '(#.*|/+)$', '')
  where url ~ '^https?://';
create index reports_page on reports (page) where page is not null;
create index reports_base_language on reports (split_part(lower(language), '-', 1));
`;
