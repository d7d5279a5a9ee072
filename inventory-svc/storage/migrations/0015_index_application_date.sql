-- Requests by the day they were made: for reports of a few months, without reading all that came before.

ALTER TABLE card_application ADD KEY IF NOT EXISTS card_application_date (regency, application_date);
