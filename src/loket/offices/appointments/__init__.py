"""Availability, holds, bookings and the earlier-moment list."""
