"""Issues documents for a benchmark and writes down their codes: COUNT FILE."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from loket.config.bench import _issuing


def main() -> None:
    """Issues, seals, and writes the codes."""
    import django

    django.setup()
    issue = _issuing.documents()
    for number in range(int(sys.argv[1])):
        issue(number)
    from loket.foundations.documents import queries
    from loket.foundations.documents.models import Document

    lines = (queries.find(one) for one in Document.objects.values_list("pk", flat=True))
    Path(sys.argv[2]).write_text(json.dumps([line.code for line in lines if line]))


if __name__ == "__main__":
    main()
