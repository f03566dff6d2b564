"""One guard before every register: why, for what, about whom, and what came of it."""
