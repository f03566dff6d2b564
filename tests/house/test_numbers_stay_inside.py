"""National numbers are read only by what speaks to a register or, by law, to a partner."""

import ast

from tests.house.sources import SRC, code, short, tree

#: Who may ask for a number, and the room that keeps it.
ASKERS = ("foundations/people/", "foundations/registers/", "channels/api/attests")
ASKS = {"identify", "identified", "WHO", "number_of", "vault", "number_encrypted", "number_key"}


def _named(path) -> set[str]:
    """Every name that the code uses: imported, called, or reached through a module."""
    found = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.alias(name=name):
                found.update(name.split("."))
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
    return found


def test_nothing_else_asks_for_a_number() -> None:
    asking = {
        short(path): sorted(named)
        for path in code()
        if not str(path.relative_to(SRC)).startswith(ASKERS)
        if (named := ASKS & _named(path)) - ({"vault"} if "kit" in path.parts else set())
    }
    assert not {path: names for path, names in asking.items() if names != ["vault"]}
