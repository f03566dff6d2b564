"""The real client: MAGDA over HTTPS with our certificate, as its public documents describe it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from loket.connectors.population import answers, households, messages
from loket.connectors.population.messages import Sender
from loket.connectors.population.population import Identify
from loket.domain.registers.asking import NoAnswer, Question, Search
from loket.domain.registers.attests import MODELS
from loket.domain.registers.facts import Household, Person, Relation
from loket.kit.calling import Caller, Unreachable

PERSON: Final = "Persoon.GeefPersoonDienst-02.02/soap/WebService"
HOUSEHOLD: Final = "Persoon.GeefGezinssamenstellingDienst-02.02/soap/WebService"
ENROL: Final = "Repertorium.RegistreerInschrijvingDienst-02.01/soap/WebService"
ATTEST: Final = "Persoon.GeefAttestDienst-02.00/soap/WebService"
XML: Final = {"Content-Type": "text/xml; charset=utf-8"}
#: How long we say that we have a case about somebody.
ENROLLED: Final = timedelta(days=90)


class MagdaPopulation:
    """Asks the National Register through MAGDA.

    Relations and search have no documents that we could follow: they are ``refused``, and the
    request goes to a person.
    """

    def __init__(self, caller: Caller, sender: Sender) -> None:
        self._caller, self._sender = caller, sender

    def person(self, question: Question, who: Identify) -> Person:
        """What the register says, as far as documented. Raises ``NoAnswer``."""
        self._enrol(question)
        body = self._ask(PERSON, messages.person(question, self._sender))
        return answers.person(body, question, resident=who(question.number))

    def household(self, question: Question, who: Identify) -> Household:
        """Who live together today, as far as documented. Raises ``NoAnswer``."""
        self._enrol(question)
        body = self._ask(HOUSEHOLD, messages.household(question, self._sender))
        return households.household(body, question, who)

    def attest(self, question: Question, *, model: str) -> bytes:
        """The finished PDF of a legal model. Raises ``NoAnswer``."""
        name = MODELS[model].name
        return answers.attest(
            self._ask(ATTEST, messages.attest(question, self._sender, name=name)), question
        )

    def relations(
        self,
        question: Question,  # noqa: ARG002
        who: Identify,  # noqa: ARG002
    ) -> tuple[Relation, ...]:
        """Not documented enough to ask."""
        raise NoAnswer("refused")

    def search(self, search: Search, who: Identify) -> tuple[Person, ...]:  # noqa: ARG002
        """Not documented enough to ask."""
        raise NoAnswer("refused")

    def _enrol(self, question: Question) -> None:
        """Say that we have a case, without which the register answers nothing."""
        until = (question.local + ENROLLED).date()
        enrolled = self._ask(ENROL, messages.enrol(question, self._sender, until=until))
        answers.check_enrolled(enrolled, question)

    def _ask(self, path: str, body: bytes) -> bytes:
        try:
            answer = self._caller.send("POST", path, content=body, headers=XML)
        except Unreachable as away:
            pause = timedelta(seconds=away.retry_after) if away.retry_after else None
            raise NoAnswer("away", **({"retry_after": pause} if pause else {})) from away
        if answer.status_code in (401, 403):
            raise NoAnswer("refused")
        if not answer.is_success and b"Repliek" not in answer.content:
            raise NoAnswer("away" if answer.is_server_error else "malformed")
        return answer.content
