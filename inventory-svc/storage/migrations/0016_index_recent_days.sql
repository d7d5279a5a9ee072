-- For what looks at the last days often: first cards printed that the register may not know yet, and who died or left.

ALTER TABLE card_application ADD KEY card_application_first_issue (regency, reason, print_date, resident);
ALTER TABLE eligibility ADD KEY eligibility_death (death_date);
ALTER TABLE eligibility ADD KEY eligibility_departure (departure_date);
