"""The simulator of text messages claims no more than a provider could do."""

import pytest

from loket.connectors import sms
from loket.connectors.sms import SimulatedSms, Sms
from loket.domain.messages.delivery import NotSent


def test_a_text_message_sent_twice_is_shown_once() -> None:
    arrived: dict[str, str] = {}
    simulated = SimulatedSms(arrived)
    for _ in range(2):
        simulated.send(Sms(key="a", recipient="+32470123456", text="Tot dan"))
    assert arrived == {"a": "Tot dan"}


@pytest.mark.parametrize(
    ("recipient", "text"),
    [("0470123456", "x"), ("+0470123456", "x"), ("", "x"), ("+32470123456", "  ")],
)
def test_what_nobody_could_deliver_is_refused_for_good(recipient: str, text: str) -> None:
    with pytest.raises(NotSent) as refused:
        SimulatedSms().send(Sms(key="a", recipient=recipient, text=text))
    assert refused.value.permanent


def test_the_connector_says_that_no_provider_is_known() -> None:
    assert sms.STANDING == "none known"
