"""Technical helpers without a business word."""
