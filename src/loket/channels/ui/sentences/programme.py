"""Decisions, milestones and reports."""

from collections.abc import Mapping

from django.utils.functional import Promise

SENTENCES: Mapping[str, Promise] = {}
