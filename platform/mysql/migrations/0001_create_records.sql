-- What every service keeps beside its own tables.

-- Requests by their idempotency key, kept 7 days; an equal request waits on the primary key.
CREATE TABLE IF NOT EXISTS request (
  region VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  caller VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  method VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fingerprint VARBINARY(32) NOT NULL,
  reply MEDIUMBLOB NULL,
  create_time DATETIME(6) NOT NULL,
  PRIMARY KEY (region, caller, method, request_id),
  KEY request_create_time (create_time)
) ENGINE = InnoDB;

-- Who did what, why and when. Only ever inserted into.
CREATE TABLE IF NOT EXISTS audit (
  region VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_time DATETIME(6) NOT NULL,
  subject VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  roles VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  method VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  purpose VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  request_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trace_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (region, id)
) ENGINE = InnoDB;

-- Changes as others will see them; numbered after commit, so that the numbers have no gaps.
CREATE TABLE IF NOT EXISTS `change` (
  region VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payload MEDIUMBLOB NOT NULL,
  create_time DATETIME(6) NOT NULL,
  sequence BIGINT NULL,
  PRIMARY KEY (region, id),
  UNIQUE KEY change_sequence (sequence)
) ENGINE = InnoDB;
