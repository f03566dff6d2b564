"""The roof: settings, addresses and commands; the only place that knows every room."""
