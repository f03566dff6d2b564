"""Which strings of our templates are to be translated, for `pybabel extract` (see `babel.cfg`)."""

import ast
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from django.utils.translation.template import templatize

#: What `templatize` leaves of a template: calls with literals of Python, everything else blotted.
_LITERAL: Final = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL: Final = re.compile(rf"\b(_|n?p?gettext)\(\s*({_LITERAL}(?:,\s*{_LITERAL})*)")

Message = tuple[int, str, str | tuple[str, ...], list[str]]


def from_template(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: dict[str, Any]
) -> Iterator[Message]:
    """Line, function, text or texts, comments: what Babel asks of an extractor."""
    del keywords, comment_tags
    code = templatize(file.read().decode(options.get("encoding", "utf-8")))
    for call in _CALL.finditer(code):
        texts = ast.literal_eval(f"({call[2]},)")
        line = code.count("\n", 0, call.start()) + 1
        yield line, call[1], texts if len(texts) > 1 else texts[0], []
