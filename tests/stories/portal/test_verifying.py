"""A landlord holds a certificate on paper and wants to know whether it is real."""

import uuid
from datetime import date

from tests.factories import documents as factory
from tests.factories.city import make_city
from tests.stories.base import DESKTOP, PHONE, ZOOMED, Story

from loket.foundations.documents import actions, queries
from loket.foundations.documents.queries.papers import sign_paper


def issue() -> uuid.UUID:
    make_city()
    document = factory.author()
    factory.seal_everything()
    return document


def code_of(document: uuid.UUID) -> str:
    line = queries.find(document)
    assert line is not None
    return line.code


def scanned(code: str, name: str) -> str:
    """What a QR code leads to: the address, and the signed claims behind it."""
    told = {
        "c": code,
        "d": str(date(2026, 11, 23)),
        "t": "Attest van woonduur",
        "v": {"names": name},
    }
    return f"/verify/{code}#{sign_paper(told)}"


class TestALandlordWithAPhone(Story):
    screen = PHONE

    def test_types_the_short_code_and_learns_that_the_document_is_real(self) -> None:
        document = self.given("a certificate of today", issue)
        self.visit("/verify")
        self.picture("verify_page")
        self.fill("Code op het document", code_of(document).lower().replace("-", " "))
        self.press("Kijk na")
        self.sees_heading("Dit document is echt")
        self.sees("Attest van woonduur")
        self.sees("Niets over vandaag")
        self.does_not_see("Noor")
        self.picture("verified")

    def test_types_one_letter_wrong_and_is_told_to_look_again(self) -> None:
        code = code_of(self.given("a certificate", issue))
        wrong = code[:-1] + ("A" if code[-1] != "A" else "C")
        self.visit("/verify")
        self.fill("Code op het document", wrong)
        self.press("Kijk na")
        self.sees("Deze code klopt niet")
        assert self.page.get_by_label("Code op het document").input_value() == wrong

    def test_scans_a_copied_qr_code_and_sees_another_name(self) -> None:
        code = code_of(self.given("a certificate of Noor", issue))
        self.visit(scanned(code, "Noor Amina Voorbeeld"))
        self.sees_heading("Dit moet op het papier staan")
        self.sees("Noor Amina Voorbeeld")
        self.picture("scanned")

    def test_scans_a_code_with_forged_claims_and_is_warned(self) -> None:
        code = code_of(self.given("a certificate", issue))
        self.visit(scanned(code, "Noor")[:-6] + "AAAAAA")
        self.sees("Deze QR-code is niet door de stad ondertekend")
        self.does_not_see("Noor")

    def test_learns_that_a_document_was_revoked(self) -> None:
        document = self.given("a certificate with a mistake", issue)
        actions.revoke(document=document, reason="wrong_data", now=factory.NOW, actor="employee:x")
        self.visit(f"/verify/{code_of(document)}")
        self.sees_heading("Dit document is ingetrokken")


class TestALandlordAtFourHundredPercent(Story):
    screen = ZOOMED

    def test_types_the_short_code_and_reads_the_answer(self) -> None:
        document = self.given("a certificate of today", issue)
        self.visit("/verify")
        self.fill("Code op het document", code_of(document))
        self.press("Kijk na")
        self.sees_heading("Dit document is echt")
        self.sees("Attest van woonduur")


class TestALandlordWithTheFile(Story):
    screen = DESKTOP

    def test_hands_in_the_file_and_a_changed_one(self) -> None:
        pdf = queries.content(self.given("a certificate", issue))
        for content, heading in (
            (pdf, "Dit document is echt"),
            (pdf.replace(b"/Title", b"/Titel", 1), "Dit bestand is veranderd"),
        ):
            self.visit("/verify")
            self.page.get_by_text("Ik heb het bestand zelf").click()
            self.page.get_by_label("PDF-bestand").set_input_files(
                {"name": "attest.pdf", "mimeType": "application/pdf", "buffer": content}
            )
            self.press("Kijk het bestand na")
            self.sees_heading(heading)
        self.picture("tampered")


class TestWithoutScript(Story):
    screen = ZOOMED
    javascript = False

    def test_the_code_is_enough(self) -> None:
        document = self.given("a certificate", issue)
        self.visit("/verify")
        self.fill("Code op het document", code_of(document))
        self.press("Kijk na")
        self.sees_heading("Dit document is echt")
