-- Reasons as data, and what a decision saw, so that it can be explained and decided again. Columns that may be NULL are
-- so in rows of an earlier version: what was not kept is not known.

CREATE TABLE IF NOT EXISTS issuance_reason (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line INT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  label_id VARCHAR(80) NOT NULL,
  label_en VARCHAR(80) NOT NULL,
  evidence_required BOOLEAN NOT NULL,
  interim_first_date DATE,
  interim_last_date DATE,
  interim_validity_days INT NOT NULL,
  PRIMARY KEY (regency, policy, code)
) CHARACTER SET utf8mb4;

INSERT IGNORE INTO issuance_reason (regency, policy, code, line, kind, label_id, label_en, evidence_required, interim_validity_days) VALUES
  ('-', 'national-default-1', 'FIRST_ISSUE', 1, 'FIRST_ISSUE', 'KTP-el pertama', 'first card', FALSE, 0),
  ('-', 'national-default-1', 'LOST', 2, 'LOST', 'KTP-el hilang', 'lost card', TRUE, 0),
  ('-', 'national-default-1', 'STATUS_CHANGE', 3, 'STATUS_CHANGE', 'perubahan status', 'change of civil status', TRUE, 0),
  ('-', 'national-default-1', 'DAMAGED', 4, 'DAMAGED', 'KTP-el rusak', 'damaged card', FALSE, 0),
  ('-', 'national-default-1', 'REPLACEMENT', 5, 'REPLACEMENT', 'cetak ulang', 'replacement', FALSE, 0);

-- `reason` is how a request behaves; its code is empty where an earlier version entered it.
ALTER TABLE card_application ADD COLUMN reason_code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE card_application ADD COLUMN asked_for VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin
  GENERATED ALWAYS AS (CASE WHEN reason_code = '' THEN reason ELSE reason_code END) VIRTUAL;
ALTER TABLE card_application ADD COLUMN regency_available_seen BIGINT;
ALTER TABLE card_application ADD COLUMN forecast_level_seen VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE card_application ADD COLUMN print_ready_seen BOOLEAN;
ALTER TABLE card_application ADD COLUMN first_card_seen BOOLEAN;
ALTER TABLE card_application ADD COLUMN interim_until_date DATE;

ALTER TABLE card_application_decision ADD COLUMN regency_available_seen BIGINT;
ALTER TABLE card_application_decision ADD COLUMN forecast_level_seen VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE card_application_decision ADD COLUMN print_ready_seen BOOLEAN;
ALTER TABLE card_application_decision ADD COLUMN first_card_seen BOOLEAN;
ALTER TABLE card_application_decision ADD COLUMN interim_until_date DATE;

-- The waitlist of a location, each code by itself by time, since all of a code have the priority that the policy in
-- force gives it (the index by `reason` is the previous version's); and last month's requests.
ALTER TABLE card_application
  ADD KEY card_application_asked_for (regency, location, state, asked_for, create_time, id);
ALTER TABLE card_application ADD KEY card_application_date (regency, application_date, id);
