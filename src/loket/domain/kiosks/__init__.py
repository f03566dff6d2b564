"""Rules of the kiosk: who may use it for what, what it prints, what may be told of its use."""
