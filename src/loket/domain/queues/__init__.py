"""Rules of the queue: who is next, what a ticket may do, how long it will take."""
