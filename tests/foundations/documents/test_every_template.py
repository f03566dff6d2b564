"""Every template makes a file that others' tools accept: declared and checked, not certified."""

import io
import itertools
import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from tests.factories import documents as factory

from loket.foundations.documents import queries
from loket.foundations.documents.queries.templates import find_template

pytestmark = pytest.mark.django_db

TEMPLATES = queries.list_templates()


def test_the_claims_of_the_tests_know_every_template() -> None:
    assert set(TEMPLATES) == set(factory.CLAIMS)


@pytest.fixture(params=TEMPLATES)
def code(request: pytest.FixtureRequest) -> str:
    template: str = request.param
    return template


@pytest.fixture
def file(code: str, tmp_path: Path) -> Path:
    document = factory.author(template=code, claims=factory.CLAIMS[code])
    factory.seal_everything()
    path = tmp_path / f"{code}.pdf"
    path.write_bytes(queries.content(document))
    return path


def test_its_seal_is_valid_and_covers_all_of_it(file: Path) -> None:
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 1
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_its_structure_is_sound(file: Path) -> None:
    said = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_it_declares_pdf_a_3a_and_pdf_ua_1_and_is_tagged_in_dutch(file: Path, code: str) -> None:
    with pikepdf.open(file) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == find_template(code).model.title
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).lower().startswith("nl")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/OutputIntents" in pdf.Root
        assert not pdf.is_encrypted


def test_every_picture_in_it_has_words(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        figures = [one for one in structure(pdf.Root.StructTreeRoot) if one.get("/S") == "/Figure"]
        assert figures
        assert all(str(one.get("/Alt", "")) for one in figures)


def test_its_data_is_attached_as_data_and_can_be_read(file: Path, code: str) -> None:
    with pikepdf.open(file) as pdf:
        (attached,) = pdf.Root.AF
        assert str(attached.AFRelationship) == "/Data"
        assert str(attached.EF.F.Subtype) == "/application/ld+json"
        told = json.loads(bytes(attached.EF.F.read_bytes()))
    assert told["@context"] == "https://schema.org"
    model = find_template(code).model
    assert told["name"] == model.title
    said = json.dumps(told, ensure_ascii=False)
    assert [name for name in model.needs if _first(factory.CLAIMS[code][name]) not in said] == []


def test_its_seal_field_is_named_prints_nothing_and_carries_long_term_material(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.TU).startswith("Zegel van ")
        assert [float(edge) for edge in field.Rect] == [0, 0, 0, 0]
        assert int(field.F) & 4, "PDF/A wants its print flag"
        assert len(pdf.Root.DSS.Certs) >= 3
        assert len(pdf.Root.DSS.CRLs) >= 1
        assert str(pdf.pages[0].obj.Tabs) == "/S"


def test_its_seal_is_believed_by_what_is_inside_and_nothing_else(file: Path) -> None:
    """PyHanko, as a stranger who trusts the root and may fetch nothing: PAdES B-LT."""
    root = Certificate.load(factory.root().certificate.public_bytes(Encoding.DER))
    reader = PdfFileReader(io.BytesIO(file.read_bytes()))
    (seal,) = reader.embedded_regular_signatures
    inside = DocumentSecurityStore.read_dss(reader).as_validation_context(
        {
            "trust_roots": [root],
            "allow_fetching": False,
            "revocation_mode": "require",
            "moment": factory.NOW + timedelta(days=20),
        }
    )
    status = validate_pdf_signature(
        seal, inside, key_usage_settings=KeyUsageConstraints({"non_repudiation"})
    )
    assert status.bottom_line, status.pretty_print_details()
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.valid
    assert status.timestamp_validity.timestamp == factory.NOW.replace(microsecond=0)


def test_its_qr_code_can_be_read_from_paper_and_is_signed(file: Path, code: str) -> None:
    picture = subprocess.run(
        ["pdftoppm", "-r", "200", "-png", "-singlefile", file], capture_output=True, check=True
    ).stdout
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    claims = queries.read_paper(found.text)
    assert claims is not None
    signed = find_template(code).model.in_code
    assert signed
    assert claims.claims == {name: factory.CLAIMS[code][name] for name in signed}
    assert f"/verify/{claims.code}#" in found.text


def read(program: str, file: Path, *more: str) -> str:
    """What one of the readers of others says of a file."""
    done = subprocess.run([program, file, *more], capture_output=True, text=True, check=True)
    return done.stdout


def test_a_demonstration_says_on_every_page_that_it_counts_for_nothing(file: Path) -> None:
    pages = read("pdftotext", file, "-").removesuffix("\f").split("\f")
    assert all("zonder rechtswaarde" in page or "ZONDER" in page for page in pages)
    assert "zonder rechtswaarde" in pages[0]


def test_it_bears_no_mark_of_the_state_and_no_picture_that_is_not_drawn(file: Path) -> None:
    _names, _line, *pictures = read("pdfimages", file, "-list").splitlines()
    assert pictures == []
    said = read("pdftotext", file, "-").casefold()
    for mark in ("koninkrijk", "royaume", "federale", "belgië", "fod ", "rijksregister"):
        assert mark not in said


def test_its_fonts_are_inside_and_its_text_can_be_copied(file: Path) -> None:
    _names, _line, *fonts = read("pdffonts", file).splitlines()
    assert fonts
    #: Embedded, a subset, and with a table from shapes to letters.
    assert {tuple(one.split()[-5:-2]) for one in fonts} == {("yes", "yes", "yes")}


def test_its_headings_are_a_tree_that_begins_with_its_title(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        tags = [str(one.S) for one in structure(pdf.Root.StructTreeRoot)]
    levels = [int(one[2:]) for one in tags if one[:2] == "/H" and one[2:].isdecimal()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def _first(claim: str | list[dict[str, str]]) -> str:
    return claim if isinstance(claim, str) else claim[0]["since"]


def structure(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Every element of the tree of tags."""
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    found = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *structure(kid)]
    return found
