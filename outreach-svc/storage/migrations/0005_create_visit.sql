-- Visits that were announced. No team is in two places: a visit that is not cancelled holds its slot.
CREATE TABLE IF NOT EXISTS visit (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number BIGINT NOT NULL COMMENT 'running, within the regency',
  plan CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'that announced it last; empty: by itself',
  team VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  site VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  district CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the site when announced',
  visit_date DATE NOT NULL,
  half_day TINYINT NOT NULL COMMENT '1 morning, 2 afternoon',
  holds_slot TINYINT NULL COMMENT '1; NULL: cancelled, the slot is free',
  kits INT NOT NULL COMMENT '0: all of the team',
  pinned BOOLEAN NOT NULL,
  carry_movement CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of inventory-svc; empty: none',
  state TINYINT NOT NULL COMMENT '1 planned, 2 confirmed, 3 in progress, 4 completed, 5 cancelled',
  target_date DATE NOT NULL COMMENT 'who is obliged on this day is to be recorded',
  expected BIGINT NOT NULL COMMENT 'millionths of a recording, when announced',
  waiting BIGINT NULL COMMENT 'to be recorded there when it began; NULL: it has not',
  cancel_reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  invited INT NULL COMMENT 'NULL, likewise below: not completed',
  came INT NULL,
  recorded INT NULL,
  failure_cause TINYINT NULL COMMENT '0: none',
  note VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  blanks_taken INT NULL COMMENT 'NULL, likewise below: none were carried',
  blanks_used INT NULL,
  blanks_spoiled INT NULL,
  blanks_returned INT NULL,
  blanks_lost INT NULL,
  version BIGINT NOT NULL COMMENT 'counts changes',
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  update_time DATETIME(6) NOT NULL COMMENT 'real time',
  PRIMARY KEY (regency, id),
  UNIQUE KEY visit_slot (regency, team, visit_date, half_day, holds_slot),
  UNIQUE KEY visit_number (regency, number),
  KEY visit_by_date (regency, visit_date, half_day, team, id),
  KEY visit_by_site (regency, site, visit_date)
);

-- The last number given in a regency.
CREATE TABLE IF NOT EXISTS visit_counter (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);

-- What visits found of people. Once its visit is completed, an outcome does not change any more.
CREATE TABLE IF NOT EXISTS visit_outcome (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  visit CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome TINYINT NOT NULL COMMENT '1 recorded, 2 absent, 3 moved, 4 deceased, 5 already recorded, 6 refused, 7 not found, 8 cannot',
  event_time DATETIME(6) NOT NULL,
  told BOOLEAN NOT NULL COMMENT 'population-svc has answered',
  refusal VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'its reason; empty: it took the event',
  PRIMARY KEY (regency, visit, resident),
  KEY visit_outcome_of_resident (regency, resident, event_time)
);

-- Completed visits whose outcomes population-svc has not taken yet, written in the transaction that completes them.
CREATE TABLE IF NOT EXISTS untold_visit (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  visit CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (regency, visit)
);
