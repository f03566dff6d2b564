"""Rules about people: who may do what, where and when."""
