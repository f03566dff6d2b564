"""The browser of all stories."""

from tests.stories.base import browser

__all__ = ["browser"]
