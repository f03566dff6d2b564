"""Every template compiles."""

from django.template import TemplateSyntaxError, engines
from tests.house.sources import SRC, short


def test_every_template_compiles() -> None:
    broken = {}
    for path in SRC.glob("**/templates/**/*.*"):
        try:
            engines["django"].from_string(path.read_text())
        except TemplateSyntaxError as problem:
            broken[short(path)] = str(problem)
    assert not broken
