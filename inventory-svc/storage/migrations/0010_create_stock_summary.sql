-- Every regency's stock at a glance, for the ministry: one row a regency of the country, kept by a worker. What is open
-- with the ministry is not here: it is read from stock_request, in the same look.

CREATE TABLE IF NOT EXISTS regency_stock_summary (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  display_name VARCHAR(100) NOT NULL,
  seen_on_hand BIGINT NOT NULL DEFAULT 0,
  seen_reserved BIGINT NOT NULL DEFAULT 0,
  moved BIGINT NOT NULL DEFAULT 0,
  received BIGINT NOT NULL DEFAULT 0,
  used BIGINT NOT NULL DEFAULT 0,
  spoiled BIGINT NOT NULL DEFAULT 0,
  in_transit BIGINT NOT NULL DEFAULT 0,
  with_teams BIGINT NOT NULL DEFAULT 0,
  received_month BIGINT NOT NULL DEFAULT 0,
  used_month BIGINT NOT NULL DEFAULT 0,
  spoiled_month BIGINT NOT NULL DEFAULT 0,
  printed_month BIGINT NOT NULL DEFAULT 0,
  waitlisted BIGINT NOT NULL DEFAULT 0,
  centidays_left BIGINT NOT NULL DEFAULT 1000000000000,
  summary_date DATE,
  as_of DATETIME(6),
  -- The register's figures; NULL: it has not answered yet.
  unrecorded BIGINT,
  digital_identities BIGINT,
  PRIMARY KEY (regency),
  KEY regency_stock_summary_rank (centidays_left, regency),
  KEY regency_stock_summary_age (as_of)
) CHARACTER SET utf8mb4;
