-- Two events that differ in their code alone are both kept apart.
ALTER TABLE quarantined_event DROP PRIMARY KEY,
  ADD PRIMARY KEY (regency, resident_id, event_time, source, kit, sequence, raw_code);
