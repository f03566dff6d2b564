"""A resident reads who looked, whose list it is, takes it along, and contests a line."""

import csv
import html
import io
import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.factories import registers as make
from tests.factories import residents as people
from tests.factories.city import make_city
from tests.foundations.registers.asking import clerk, known

from loket.domain.registers.grounds import Ground, typed
from loket.foundations.registers import actions, kinds
from loket.foundations.registers.models import Complaint, LookUp, Purpose
from loket.foundations.registers.queries import list_look_ups_of
from loket.kit import clock

pytestmark = pytest.mark.django_db
AN = make.number()
CHILD = make.number(date(2018, 3, 1), 502)
GROWN = make.number(date(2000, 3, 1), 504)


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch):
    make_city({})
    made = make.Register()
    before = make.answer_from(made)
    monkeypatch.setitem(kinds._KINDS, "case", kinds.GroundKind(lambda *_, **__: True))
    made.add(AN)
    made.add(CHILD, first_names=("Mila",), born_on=date(2018, 3, 1))
    made.add(GROWN, first_names=("Wout",), born_on=date(2000, 3, 1))
    make.keep_purposes(
        make.purpose(name={"nl": "een attest afleveren dat werd aangevraagd"}),
        make.purpose(
            "parental-authority", relations=("parent",), fields=("first_names", "born_on")
        ),
    )
    yield made
    make.put_back(before)


CASE = Ground("case", "42")


def look(number=AN, *, actor: str = "system:renewals", ground: Ground = CASE):
    actions.look_up_person(
        of=known(number), ground=ground, purpose="certificate", actor=actor, now=clock.now()
    )
    return LookUp.objects.order_by("-at").first().pk


@pytest.fixture
def an(client: Client) -> Client:
    people.sign_in(client, known(AN))
    return client


def text(client: Client, path: str = "/me/looked") -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_purpose_that_ended_since_still_has_the_name_and_the_law_that_it_had(
    an: Client,
) -> None:
    look()
    Purpose.objects.filter(code="certificate").update(valid_to=date(2020, 1, 1))
    told = text(an)
    assert "een attest afleveren dat werd aangevraagd" in told
    assert "KB 16 juli 1992, art. 2" in told


def test_a_stranger_signs_in_first(client: Client) -> None:
    for path in ("", ".csv", ".json", "/children", f"/{uuid4()}/contest"):
        response = client.get(f"/me/looked{path}")
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in?for=")


def test_the_list_says_team_purpose_and_data_and_no_employee(an: Client) -> None:
    look(actor=clerk(name="Curieuze Neus"))
    page = text(an)
    assert "Team certificates" in page
    assert "een attest afleveren dat werd aangevraagd" in page
    assert "naam en adres" in page
    assert "Curieuze" not in page


def test_a_case_that_was_opened_again_is_said_to_be_read_and_not_looked_up(an: Client) -> None:
    look()
    actions.write_down_reading(of=known(AN), ground=CASE, actor=clerk(), now=clock.now())
    page = text(an)
    assert page.count("De medewerker las wat al in het dossier stond.") == 1
    assert page.index("Team certificates") < page.index("Automatisch, zonder medewerker")


def test_a_look_up_and_the_reading_after_it_are_one_occasion_that_tells_them_apart(
    an: Client,
) -> None:
    actor = clerk()
    actions.look_up_relations(
        of=known(AN), ground=CASE, purpose="certificate", actor="system:x", now=clock.now()
    )
    look(actor=actor)
    actions.write_down_reading(of=known(AN), ground=CASE, actor=actor, now=clock.now())
    page = text(an)
    assert "2 opzoekingen, elk apart" in page
    assert page.count("(gelezen in het dossier)") == 1
    assert "Er werd niets opgezocht." not in page


def test_an_automatic_run_stands_there_in_plain_words(an: Client) -> None:
    look()
    assert "Automatisch, zonder medewerker" in text(an)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("employee", "Automatisch, in opdracht van team certificates"),
        ("gone", "Automatisch, in opdracht van een medewerker"),
        ("you", "Automatisch, omdat jij het vroeg"),
        (f"resident:{UUID(int=7)}", "Automatisch, in opdracht van een andere inwoner"),
        ("api:province", "Automatisch, in opdracht van een andere overheid"),
    ],
)
def test_what_the_house_did_by_order_says_whose_and_no_employee(
    an: Client, monkeypatch: pytest.MonkeyPatch, order: str, said: str
) -> None:
    made = {"employee": clerk, "gone": lambda: clerk(team=""), "you": lambda: f"resident:{me}"}
    me = known(AN)
    by = made[order]() if order in made else order
    ground = kinds.GroundKind(lambda *_, **__: True, ordered_by=lambda *_: by)
    monkeypatch.setitem(kinds._KINDS, "case", ground)
    look()
    page = text(an)
    assert f"<h2>{said}</h2>" in page
    assert by not in page


def test_a_typed_reason_is_not_shown_but_said_to_be_reviewed(an: Client) -> None:
    look(actor=clerk(), ground=typed("mijn buurvrouw en ik ben benieuwd"))
    page = text(an)
    assert "die wordt nagekeken" in page
    assert "buurvrouw" not in page


def test_nobody_reads_the_list_of_somebody_else(an: Client) -> None:
    look(GROWN)
    assert "Hier zocht nog niemand gegevens op." in text(an)


def test_a_parent_reads_the_list_of_a_child_only_while_the_register_confirms_it(
    an: Client, register: make.Register
) -> None:
    look(CHILD)
    child = known(CHILD)
    refused = an.get(f"/me/looked?child={child}")
    assert refused.status_code == 422
    register.tie(AN, "parent", CHILD, authority=True)
    register.tie(AN, "parent", GROWN, authority=True)
    assert "Mila" in text(an, "/me/looked/children")
    assert "Wout" not in text(an, "/me/looked/children")
    assert "Wie bekeek de gegevens van Mila" in text(an, f"/me/looked?child={child}")
    assert an.get(f"/me/looked?child={known(GROWN)}").status_code == 422


def test_a_parent_without_authority_sees_no_list(an: Client, register: make.Register) -> None:
    register.tie(AN, "parent", CHILD, authority=False)
    assert an.get(f"/me/looked?child={known(CHILD)}").status_code == 422


def test_looking_whose_parent_one_is_needs_a_surer_sign_in(client: Client) -> None:
    people.sign_in(client, known(AN), level=400, means="code")
    assert client.get("/me/looked/children")["Location"].startswith("/sign-in?for=")


def test_the_list_of_a_child_asks_for_the_surer_sign_in_too(
    client: Client, register: make.Register
) -> None:
    register.tie(AN, "parent", CHILD, authority=True)
    people.sign_in(client, known(AN), level=400, means="code")
    for form in ("", ".csv", ".json"):
        response = client.get(f"/me/looked{form}?child={known(CHILD)}")
        assert response["Location"].startswith("/sign-in?for=")


def test_the_list_can_be_taken_along_as_json_and_as_a_spreadsheet(an: Client) -> None:
    look()
    told = json.loads(an.get("/me/looked.json").content)
    assert [one["who"] for one in told] == ["Automatisch, zonder medewerker"]
    answer = an.get("/me/looked.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["at", "who", "why"]
    assert len(rows) == 2
    assert answer["Content-Disposition"] == 'attachment; filename="opzoekingen.csv"'
    assert AN.digits not in answer.content.decode()


def test_fifty_lines_a_page_and_a_way_to_the_earlier(an: Client) -> None:
    for case in range(52):
        look(ground=Ground("case", str(case)))
    page = text(an)
    assert page.count("<h2>Automatisch, zonder medewerker") == 50
    more = page.split('href="?before=')[1].split('"')[0]
    assert text(an, f"/me/looked?before={more}").count("<h2>Automatisch") == 2


def test_the_earlier_page_of_a_child_is_the_child_s(an: Client, register: make.Register) -> None:
    register.tie(AN, "parent", CHILD, authority=True)
    for case in range(52):
        look(CHILD, ground=Ground("case", str(case)))
    page = text(an, f"/me/looked?child={known(CHILD)}")
    more = html.unescape(page.split('class="go plain" href="')[1].split('"')[0])
    assert "gegevens van Mila" in text(an, f"/me/looked{more}")


def test_the_look_ups_of_one_request_are_read_as_one_with_each_of_them_below(an: Client) -> None:
    for ask in (actions.look_up_person, actions.look_up_relations):
        ask(of=known(AN), ground=CASE, purpose="certificate", actor="system:x", now=clock.now())
    look(ground=Ground("case", "another"))
    page = text(an)
    assert page.count("<h2>Automatisch, zonder medewerker") == 2
    assert "2 opzoekingen, elk apart" in page
    assert page.count('<ul class="why">') == 1
    assert len(json.loads(an.get("/me/looked.json").content)) == 3


def test_look_ups_of_one_instant_stand_in_the_order_of_writing_on_every_page(an: Client) -> None:
    now = clock.now()
    asked = [str(case) for case in range(53)]
    for case in asked:
        actions.look_up_person(
            of=known(AN), ground=Ground("case", case), purpose="certificate",
            actor="system:x", now=now,
        )  # fmt: skip
    seen = list_look_ups_of(known(AN), since=now, before=now + timedelta(seconds=1))
    written = dict(LookUp.objects.values_list("pk", "ground_reference"))
    assert [written[one.look_up] for one in seen] == asked[::-1]
    page = text(an)
    more = page.split('href="?before=')[1].split('"')[0]
    assert text(an, f"/me/looked?before={more}").count("<h2>Automatisch") == 3


def test_a_complaint_about_one_of_them_stands_for_all_of_them(an: Client) -> None:
    first = look(actor=clerk())
    second = look(actor=LookUp.objects.get(pk=first).actor)
    form = text(an, f"/me/looked/{second}/contest")
    assert "Je klacht gaat over alle:" in form
    assert form.split("gaat over alle:")[1].split("</ul>")[0].count("<li>") == 2
    an.post(f"/me/looked/{second}/contest", {"text": "Ik vroeg niets aan deze dienst."})
    assert Complaint.objects.get().look_up_id == first
    again = an.post(f"/me/looked/{first}/contest", {"text": "Ik vroeg niets aan deze dienst."})
    assert again.status_code == 422
    third = look(actor=LookUp.objects.get(pk=first).actor)
    again = an.post(f"/me/looked/{third}/contest", {"text": "Ik vroeg niets aan deze dienst."})
    assert (again.status_code, Complaint.objects.count()) == (422, 1)


def test_a_complaint_about_one_of_them_is_shown_at_the_whole(an: Client) -> None:
    first = look(actor=clerk())
    look(actor=LookUp.objects.get(pk=first).actor)
    an.post(f"/me/looked/{first}/contest", {"text": "Ik vroeg niets aan deze dienst."})
    page = text(an)
    assert page.count("<h2>Team") == 1
    assert "Je klacht is binnen. We antwoorden je." in page


@pytest.mark.parametrize(
    "before",
    [
        "",
        "x",
        "nan",
        "1e400",
        "-1e30",
        "inf",
        "9e9_99999999999999999999",
        "9e9_-1",
        "9e9_x",
        "1_1_x",
        "1_-1_2",
        "1_2_1",
        "9e9_1_2",
        "1_1_99999999999999999999",
        "1_1_1_1",
    ],
)
def test_a_page_that_does_not_exist_is_the_first(an: Client, before: str) -> None:
    look()
    assert "Automatisch" in text(an, f"/me/looked?before={before}")


def test_a_complaint_is_made_once_and_its_answer_is_read_where_it_was_made(an: Client) -> None:
    line = look(actor=clerk())
    address = f"/me/looked/{line}/contest"
    assert "Wat klopt er volgens jou niet?" in text(an, address)
    assert an.post(address, {"text": "hm"}).status_code == 422
    assert an.post(address, {"text": "Ik vroeg niets aan deze dienst."}).status_code == 302
    assert "Je klacht is binnen" in text(an, "/me/looked?contested")
    assert an.post(address, {"text": "Ik vroeg niets aan deze dienst."}).status_code == 422
    assert Complaint.objects.get().look_up_id == line


def test_nobody_contests_what_did_not_concern_them(an: Client) -> None:
    line = look(GROWN)
    for answer in (an.get(f"/me/looked/{line}/contest"), an.get(f"/me/looked/{uuid4()}/contest")):
        assert answer.status_code == 422


def test_the_first_page_shows_the_latest_two(an: Client) -> None:
    for case in range(3):
        look(ground=Ground("case", str(case)))
    page = text(an, "/me/")
    assert "Wie bekeek mijn gegevens" in page
    assert page.count("Automatisch, zonder medewerker") == 2
