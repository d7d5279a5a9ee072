-- Who is to be recorded, as the register (population-svc) tells: a row goes when its resident is recorded.
CREATE TABLE IF NOT EXISTS unrecorded (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  school CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'NPSN; empty: none known',
  obliged_date DATE NOT NULL COMMENT 'first day obliged and living here',
  end_date DATE NULL COMMENT 'first day no longer living here; NULL: lives here',
  PRIMARY KEY (regency, resident),
  KEY unrecorded_by_date (regency, obliged_date, village, school, end_date)
);

-- Whether the sites of a regency are kept as population-svc lists them now.
CREATE TABLE IF NOT EXISTS site_list (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  generation BIGINT NOT NULL COMMENT 'rises when the sites change there',
  sync_time DATETIME(6) NULL COMMENT 'real time of the list that is kept; NULL: none is'
);
