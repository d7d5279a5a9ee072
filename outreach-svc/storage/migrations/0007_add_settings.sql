-- When teams are there, and when and how sites can be visited: what population-svc does not know.
ALTER TABLE team ADD COLUMN mornings_only TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'days without the afternoon, as work_week';
ALTER TABLE team ADD COLUMN base_latitude DOUBLE NULL COMMENT 'degrees; NULL: not known';
ALTER TABLE team ADD COLUMN base_longitude DOUBLE NULL;
ALTER TABLE team ADD COLUMN version BIGINT NOT NULL DEFAULT 1 COMMENT 'counts changes';

CREATE TABLE IF NOT EXISTS site_setting (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  site VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mornings TINYINT UNSIGNED NOT NULL COMMENT 'days open; bit 0 Monday to bit 6 Sunday',
  afternoons TINYINT UNSIGNED NOT NULL,
  latitude DOUBLE NULL COMMENT 'degrees; NULL: not known',
  longitude DOUBLE NULL,
  travel_minutes INT NULL COMMENT 'there and back; NULL: estimated',
  version BIGINT NOT NULL COMMENT 'counts changes',
  PRIMARY KEY (regency, site)
);

-- Leaves of teams and closures of sites.
CREATE TABLE IF NOT EXISTS absence (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner VARCHAR(46) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'team/{id} or site/{id}',
  n INT NOT NULL COMMENT 'from 1, in order',
  first_day DATE NOT NULL,
  last_day DATE NOT NULL COMMENT 'inclusive',
  note VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (regency, owner, n)
);
