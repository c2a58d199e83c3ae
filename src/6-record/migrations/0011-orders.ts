// Indexes for the orders in which a table of events is read, and for what waits for review.

export const ORDERS = `
create index events_by_type on events (type desc nulls last, number desc) where deleted_at is null;
create index events_by_country on events (country desc nulls last, number desc) where deleted_at is null;
create index events_by_confidence on events (confidence desc nulls last, number desc) where deleted_at is null;
create index events_by_outlets on events (independent_outlets desc nulls last, number desc) where deleted_at is null;
create index events_by_reports on events (report_count desc nulls last, number desc) where deleted_at is null;
create index events_by_killed on events (killed_best desc nulls last, number desc) where deleted_at is null;
create index events_by_update on events (updated_at desc nulls last, number desc) where deleted_at is null;
-- disputed first, then doubt times how many reports lean on it
create index events_by_need on events ((standing = 'disputed') desc, ((1.05 - confidence) * (1 + ln(report_count))) desc, number)
  where deleted_at is null and reviewed is null;
drop index events_review;
`;
