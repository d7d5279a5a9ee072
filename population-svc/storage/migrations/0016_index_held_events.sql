-- Held events are listed by state in the order of their ids, of all kits together.
ALTER TABLE held_event ADD KEY by_state_and_id (regency, state, id);
