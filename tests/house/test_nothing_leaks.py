"""Nothing that is kept names the machine it was written on or where packages come from."""

import re

from tests.house.sources import kept_files, short

FORBIDDEN = re.compile(
    rb"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|"
    rb"/root/|/home/[a-z]+/|(?<![\w.])/work/|\.library/"
)
#: These say what must not stand anywhere else.
SAY_IT = {"tests/house/test_nothing_leaks.py"}


def test_no_kept_file_names_a_machine_or_a_registry() -> None:
    named = {
        f"{short(path)}: {match[0].decode()}"
        for path in kept_files()
        if short(path) not in SAY_IT
        if (match := FORBIDDEN.search(path.read_bytes()))
    }
    assert not named
