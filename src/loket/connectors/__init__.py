"""Outside systems: one protocol, one real client, one simulator each."""
