-- When transfers should arrive, and what those who wait were told to expect.

ALTER TABLE movement ADD COLUMN expected_date DATE;
ALTER TABLE movement ADD KEY movement_expected (regency, counterpart, expected_date);

ALTER TABLE card_application ADD COLUMN promise_basis VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE card_application ADD COLUMN promise_ahead BIGINT;
ALTER TABLE card_application ADD COLUMN promise_arriving BIGINT;
ALTER TABLE card_application_decision ADD COLUMN promise_basis VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE card_application_decision ADD COLUMN promise_ahead BIGINT;
ALTER TABLE card_application_decision ADD COLUMN promise_arriving BIGINT;
