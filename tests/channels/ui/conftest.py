"""The browser of the stories."""

from tests.stories.base import browser

__all__ = ["browser"]
