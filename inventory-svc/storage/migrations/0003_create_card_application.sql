-- Requests for a card, with the decision and what it saw, and the blanks used for them.

CREATE TABLE IF NOT EXISTS card_application (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  evidence_number VARCHAR(60) NOT NULL,
  location VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  application_date DATE NOT NULL,
  state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy_regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  available_seen BIGINT NOT NULL,
  protected_seen BIGINT NOT NULL,
  floor_seen BIGINT NOT NULL,
  interim_document VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  promised_by_date DATE,
  decision_time DATETIME(6) NOT NULL,
  priority INT NOT NULL,
  obliged_date DATE,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin,
  width INT,
  number BIGINT,
  print_date DATE,
  delivery_date DATE,
  expire_date DATE,
  cancel_cause VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  -- The resident while the request is open, else NULL: one open request a resident.
  open_resident CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  PRIMARY KEY (regency, id),
  UNIQUE KEY card_application_open (regency, open_resident),
  KEY card_application_resident (regency, resident, id),
  KEY card_application_state (regency, state, id),
  KEY card_application_waitlist (regency, state, priority, create_time, id),
  KEY card_application_print (regency, print_date, reason)
) CHARACTER SET utf8mb4;

-- A blank is used once.
CREATE TABLE IF NOT EXISTS used_blank (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prefix VARCHAR(23) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  number BIGINT NOT NULL,
  card_application CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (regency, prefix, width, number),
  UNIQUE KEY used_blank_application (regency, card_application)
) CHARACTER SET utf8mb4;
