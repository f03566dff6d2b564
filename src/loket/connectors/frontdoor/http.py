"""The real one: asks for the first page by HTTP, at the address that people use."""

from __future__ import annotations

import time
from http.client import HTTPException
from urllib.request import Request, urlopen

#: Nobody waits longer for a page.
PATIENCE_SECONDS = 10.0
#: So that who reads the logs of a proxy knows who asks each minute.
NAME = "loket-frontdoor"


class HttpFrontDoor:
    """``base`` is the address of the portal, http or https, without a slash at its end."""

    def __init__(self, base: str, *, patience: float = PATIENCE_SECONDS) -> None:
        if not base.startswith(("http://", "https://")):
            raise ValueError(f"the front door has an address of the web, not {base!r}")
        self._request = Request(f"{base}/", headers={"User-Agent": NAME})  # noqa: S310 - see above
        self._patience = patience

    def open(self) -> int | None:
        """Milliseconds until the whole page was there; None for an error, a 4xx or a 5xx."""
        began = time.monotonic()
        try:
            with urlopen(self._request, timeout=self._patience) as page:  # noqa: S310 - see above
                page.read()
        except (OSError, HTTPException):
            return None
        return round((time.monotonic() - began) * 1000)
