"""Rules of the registers: what they say of people, and when anybody may ask them."""
