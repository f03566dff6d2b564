"""A page that a simulator hands out is a PDF that others can read."""

import io

import pikepdf
import pytest

from loket.kit import paper


@pytest.mark.parametrize("words", ["Attest", "Attest (demo) \\ proef", "Élodie – naïef", "名前"])
def test_whatever_the_words_the_page_is_a_whole_pdf(words: str) -> None:
    with pikepdf.open(io.BytesIO(paper.write(words, [words, "regel"]))) as found:
        assert len(found.pages) == 1
        assert not found.check_pdf_syntax()


@pytest.mark.parametrize("left", [0, 4, 100, -7])
def test_what_was_cut_off_is_no_whole_pdf(left: int) -> None:
    whole = paper.write("Attest", ["regel"])
    assert paper.is_whole(whole)
    assert not paper.is_whole(whole[:left])
    assert not paper.is_whole(b"GIF89a" + whole)


def test_the_same_words_give_the_same_bytes() -> None:
    assert paper.write("Attest", ["a"]) == paper.write("Attest", ["a"])
