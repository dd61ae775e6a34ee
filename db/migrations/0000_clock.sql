-- The one clock. Every instant the product decides by or writes as evidence comes from here, so that no
-- application server's clock, and no browser's, can move a deadline or an hour.
create or replace function app_now() returns timestamptz
  language sql stable parallel safe
  as 'select statement_timestamp()';
