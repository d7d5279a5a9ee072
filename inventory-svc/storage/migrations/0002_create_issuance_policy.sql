-- Dated issuance policies, immutable. Region `-` is the national default, used where a regency has none of its own.

CREATE TABLE IF NOT EXISTS issuance_policy (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  effective_date DATE NOT NULL,
  legal_basis VARCHAR(500) NOT NULL,
  reservation_days INT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  PRIMARY KEY (regency, id),
  UNIQUE KEY issuance_policy_effective (regency, effective_date)
) CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS issuance_rule (
  regency VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  interim_document VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  priority INT NOT NULL,
  PRIMARY KEY (regency, policy, reason, level)
) CHARACTER SET utf8mb4;

INSERT IGNORE INTO issuance_policy (regency, id, effective_date, legal_basis, reservation_days, create_time) VALUES
  ('-', 'national-default-1', '2023-01-01',
   'UU 23/2006 jo. UU 24/2013 pasal 63 (wajib memiliki KTP-el), Perpres 96/2018 (tata cara pendaftaran penduduk), Permendagri 72/2022 (blangko KTP-el dan IKD). Urutan pelayanan saat blangko terbatas adalah bawaan sistem sesuai praktik yang diberitakan Oktober 2023, sampai daerah menetapkan kebijakannya sendiri.',
   30, UTC_TIMESTAMP(6));

INSERT IGNORE INTO issuance_rule (regency, policy, reason, level, action, interim_document, priority) VALUES
  ('-', 'national-default-1', 'FIRST_ISSUE', 'NORMAL', 'RESERVE', 'IKD', 10),
  ('-', 'national-default-1', 'FIRST_ISSUE', 'CONSTRAINED', 'RESERVE', 'IKD', 10),
  ('-', 'national-default-1', 'FIRST_ISSUE', 'CRITICAL', 'RESERVE', 'IKD', 10),
  ('-', 'national-default-1', 'LOST', 'NORMAL', 'RESERVE', 'IKD', 20),
  ('-', 'national-default-1', 'LOST', 'CONSTRAINED', 'RESERVE', 'IKD', 20),
  ('-', 'national-default-1', 'LOST', 'CRITICAL', 'RESERVE_ABOVE_FLOOR', 'IKD', 20),
  ('-', 'national-default-1', 'STATUS_CHANGE', 'NORMAL', 'RESERVE', 'IKD', 20),
  ('-', 'national-default-1', 'STATUS_CHANGE', 'CONSTRAINED', 'RESERVE', 'IKD', 20),
  ('-', 'national-default-1', 'STATUS_CHANGE', 'CRITICAL', 'RESERVE_ABOVE_FLOOR', 'IKD', 20),
  ('-', 'national-default-1', 'DAMAGED', 'NORMAL', 'RESERVE', 'IKD', 30),
  ('-', 'national-default-1', 'DAMAGED', 'CONSTRAINED', 'WAITLIST', 'IKD', 30),
  ('-', 'national-default-1', 'DAMAGED', 'CRITICAL', 'WAITLIST', 'IKD', 30),
  ('-', 'national-default-1', 'REPLACEMENT', 'NORMAL', 'RESERVE', 'IKD', 40),
  ('-', 'national-default-1', 'REPLACEMENT', 'CONSTRAINED', 'WAITLIST', 'IKD', 40),
  ('-', 'national-default-1', 'REPLACEMENT', 'CRITICAL', 'WAITLIST', 'IKD', 40);
