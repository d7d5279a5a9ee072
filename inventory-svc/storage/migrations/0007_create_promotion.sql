-- The waitlist that serves itself: earlier decisions, and what a transaction left for the promotion worker.

-- Append-only: a decision that a later one replaced, with the version of the request up to which it held.
CREATE TABLE IF NOT EXISTS card_application_decision (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  application CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
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
  PRIMARY KEY (regency, application, version)
) CHARACTER SET utf8mb4;

-- Locations whose waitlist is not served to its end yet.
CREATE TABLE IF NOT EXISTS promotion_work (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  location VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (regency, location)
) CHARACTER SET utf8mb4;

-- The waitlist of a location in the order of service, reason by reason; and what lapses.
ALTER TABLE card_application
  ADD KEY card_application_service (regency, location, state, reason, priority, create_time, id),
  ADD KEY card_application_expiry (state, expire_date);
