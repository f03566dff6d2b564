"""Rules of the journal: what may never stand in it, and how its lines are chained."""
