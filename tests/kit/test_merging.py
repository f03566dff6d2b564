"""Several files become one to print."""

import io

import pikepdf
import pytest

from loket.kit.merging import NotMerged, merge
from loket.kit.paper import write


def test_pages_come_in_the_order_of_the_files() -> None:
    files = [write(name, []) for name in ("one", "two", "three")]
    with pikepdf.open(io.BytesIO(merge(files))) as made:
        said = [one.Contents.read_bytes() for one in made.pages]
    assert [b"one" in said[0], b"two" in said[1], b"three" in said[2]] == [True] * 3


@pytest.mark.parametrize("torn", [b"", b"%PDF-1.7 torn", b"GIF89a"])
def test_what_is_no_pdf_is_said(torn: bytes) -> None:
    with pytest.raises(NotMerged):
        merge([write("one", []), torn])


def test_a_file_behind_a_password_is_not_printed() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(write("secret", []))) as made:
        made.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(NotMerged):
        merge([target.getvalue()])
