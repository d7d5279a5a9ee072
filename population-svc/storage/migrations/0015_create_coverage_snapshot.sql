-- Consolidated figures as published (semester data), never changed, beside what was known when they were entered.
CREATE TABLE IF NOT EXISTS coverage_snapshot (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  date DATE NOT NULL COMMENT 'the figures are for',
  label VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source_note VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  published_obliged BIGINT NOT NULL,
  published_not_recorded BIGINT NOT NULL,
  obliged BIGINT NOT NULL COMMENT 'this and those below: as known then',
  covered BIGINT NOT NULL,
  print_ready BIGINT NOT NULL,
  blocked BIGINT NOT NULL,
  first_card BIGINT NOT NULL,
  digital_identity BIGINT NOT NULL,
  doubtful BIGINT NOT NULL,
  epoch INT NOT NULL COMMENT 'of the revisions that came after it',
  create_time DATETIME(6) NOT NULL COMMENT 'real time',
  created_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (regency, id),
  UNIQUE KEY by_date (regency, date, label)
);

-- Counts the snapshots of a regency. Who writes coverage holds the row shared, who makes a snapshot holds it alone: so
-- every change is either in a snapshot's figures or in a revision after it.
CREATE TABLE IF NOT EXISTS coverage_epoch (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  epoch INT NOT NULL,
  latest_date DATE NULL COMMENT 'of all snapshots; NULL: there is none',
  PRIMARY KEY (regency)
);

-- What changed of the figures from `bucket` on, by cause, since the snapshot that began the epoch. Only days up to the
-- latest date of a snapshot are kept.
CREATE TABLE IF NOT EXISTS coverage_revision (
  regency CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  epoch INT NOT NULL,
  cause TINYINT NOT NULL COMMENT 'see RevisionCause in domain/coverage.h',
  bucket DATE NOT NULL,
  obliged INT NOT NULL,
  covered INT NOT NULL,
  print_ready INT NOT NULL,
  blocked INT NOT NULL,
  first_card INT NOT NULL,
  digital_identity INT NOT NULL,
  doubtful INT NOT NULL,
  PRIMARY KEY (regency, epoch, cause, bucket)
);
