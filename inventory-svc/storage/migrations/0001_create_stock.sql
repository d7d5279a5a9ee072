-- Locations, their balances, and the ledger of movements. Every key begins with the regency, so that the tables
-- shard by it.

CREATE TABLE IF NOT EXISTS location (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  display_name VARCHAR(100) NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  print_monday INT NOT NULL,
  print_tuesday INT NOT NULL,
  print_wednesday INT NOT NULL,
  print_thursday INT NOT NULL,
  print_friday INT NOT NULL,
  print_saturday INT NOT NULL,
  print_sunday INT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  PRIMARY KEY (regency, id)
) CHARACTER SET utf8mb4;

-- Accounts that hold blanks which can leave again. The totals count what ever came and went.
CREATE TABLE IF NOT EXISTS stock_balance (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_hand BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  received BIGINT NOT NULL,
  issued BIGINT NOT NULL,
  spoiled BIGINT NOT NULL,
  PRIMARY KEY (regency, account),
  CONSTRAINT stock_balance_reserved CHECK (reserved >= 0),
  CONSTRAINT stock_balance_on_hand CHECK (on_hand >= reserved)
) CHARACTER SET utf8mb4;

-- Append-only.
CREATE TABLE IF NOT EXISTS movement (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document_number VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_date DATE NOT NULL,
  location VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
  cause VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
  card_application CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  note VARCHAR(500) NOT NULL,
  actor VARCHAR(200) NOT NULL,
  request_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_time DATETIME(6) NOT NULL,
  PRIMARY KEY (regency, id),
  UNIQUE KEY movement_document_number (regency, document_number),
  KEY movement_location (regency, location, id),
  KEY movement_kind (regency, kind, id),
  KEY movement_occurred (regency, occurred_date, kind)
) CHARACTER SET utf8mb4;

-- Append-only: one leg of a movement.
CREATE TABLE IF NOT EXISTS posting (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  movement CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line INT NOT NULL,
  from_account VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_account VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (regency, movement, line),
  CONSTRAINT posting_quantity CHECK (quantity > 0)
) CHARACTER SET utf8mb4;

-- Append-only: the serials of a leg.
CREATE TABLE IF NOT EXISTS posting_serials (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  movement CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line INT NOT NULL,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  first_number BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (regency, movement, line, prefix, width, first_number),
  CONSTRAINT posting_serials_order CHECK (first_number <= last_number)
) CHARACTER SET utf8mb4;

-- Where every blank is: runs that never overlap.
CREATE TABLE IF NOT EXISTS blank_range (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  first_number BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  lot CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (regency, prefix, width, first_number),
  KEY blank_range_account (regency, account, lot),
  CONSTRAINT blank_range_order CHECK (first_number <= last_number)
) CHARACTER SET utf8mb4;

-- One row a series of serials: whoever adds blanks of a series locks it, so that two receipts cannot overlap.
CREATE TABLE IF NOT EXISTS serial_series (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  PRIMARY KEY (regency, prefix, width)
) CHARACTER SET utf8mb4;
