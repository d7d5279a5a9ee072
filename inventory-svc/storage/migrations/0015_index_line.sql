-- The line of a location as it was asked: its head, the first ones, and how many are before a newcomer.

ALTER TABLE card_application
  ADD KEY card_application_line (regency, location, state, priority, create_time, id);
