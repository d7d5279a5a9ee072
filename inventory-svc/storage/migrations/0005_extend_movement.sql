-- Every kind of movement. A paper's number is unique in its series, made by the kind, and its year; the older, wider
-- rule (unique in the regency) is dropped by the next migration.

ALTER TABLE movement
  ADD COLUMN counterpart VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN subject CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN document_series VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (
    CASE kind
      WHEN 'SPOILAGE' THEN 'BA-KERUSAKAN'
      WHEN 'ISSUE' THEN 'CETAK'
      WHEN 'DESTRUCTION' THEN 'BA-PEMUSNAHAN'
      WHEN 'STOCK_TAKE' THEN 'BA-OPNAME'
      WHEN 'CORRECTION' THEN 'BA-OPNAME'
      WHEN 'LOSS' THEN 'BA-KEHILANGAN'
      WHEN 'REVERSAL' THEN 'BA-PEMBATALAN'
      ELSE 'BAST'
    END) STORED,
  ADD COLUMN document_year INT GENERATED ALWAYS AS (YEAR(occurred_date)) STORED,
  ADD UNIQUE KEY movement_document (regency, document_series, document_year, document_number),
  ADD KEY movement_subject (regency, subject),
  ADD KEY movement_recorded (regency, recorded_time),
  ADD KEY movement_card_application (regency, card_application);

ALTER TABLE posting
  ADD KEY posting_to (regency, to_account, movement),
  ADD KEY posting_from (regency, from_account, movement);

-- on_hand = received + moved - issued - spoiled.
ALTER TABLE stock_balance ADD COLUMN moved BIGINT NOT NULL DEFAULT 0;

-- One row an account that is no location's: whoever takes blanks from it locks it.
CREATE TABLE IF NOT EXISTS account_lock (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (regency, account)
) CHARACTER SET utf8mb4;

-- Append-only: what a count saw, and what the ledger had at that time.
CREATE TABLE IF NOT EXISTS stock_take (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  movement CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  count_time DATETIME(6) NOT NULL,
  counted_quantity BIGINT NOT NULL,
  expected_quantity BIGINT NOT NULL,
  PRIMARY KEY (regency, movement)
) CHARACTER SET utf8mb4;

-- Append-only: the serials counted.
CREATE TABLE IF NOT EXISTS counted_serials (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  movement CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  first_number BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (regency, movement, prefix, width, first_number)
) CHARACTER SET utf8mb4;

-- Append-only: offices that witnessed a destruction.
CREATE TABLE IF NOT EXISTS movement_witness (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  movement CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line INT NOT NULL,
  office VARCHAR(100) NOT NULL,
  PRIMARY KEY (regency, movement, line)
) CHARACTER SET utf8mb4;
