"""Who may do what, where and when: one table and one question.

The tables list acts per role, named as the journal names them: ``room.verb``. An act at the
employee's own locations is in ``HERE``; an act for the whole city, which any assignment of the
role allows wherever it is, is in ``CITY``. What no table names, nobody may do; asking for an act
that does not exist is a programmer's mistake, never a silent no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the organisation; an assignment gives one, dated."""

    RECEPTION = "reception"
    CLERK = "clerk"
    EXPERT = "expert"
    PLANNER = "planner"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    #: The data protection officer: watches how the others use what they may see.
    DPO = "dpo"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role somewhere during a time. ``location`` empty: everywhere. ``until`` is exclusive."""

    role: Role
    location: str
    team: str
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.since <= on and (self.until is None or on < self.until)

    def covers(self, location: str) -> bool:
        """Whether it reaches this location; an act of no location needs one that is everywhere."""
        return self.location in ("", location)


def _acts(text: str) -> frozenset[str]:
    return frozenset(text.split())


WELCOMING = _acts(
    """
    queues.see queues.check_in queues.take_ticket queues.leave queues.log_question
    queues.see_referrals
    """
)
SERVING = _acts(
    """
    queues.call_next queues.recall queues.no_show queues.start queues.finish
    queues.redirect queues.park queues.resume
    """
)
KEEPING = _acts("identitydocs.arrive identitydocs.hand_over identitydocs.destroy")
STEERING = _acts(
    """
    queues.see_figures appointments.close places.edit_hours places.plan_reception places.see_alerts
    """
)
BOOKING = _acts(
    """
    appointments.search appointments.hold appointments.book appointments.see appointments.move
    appointments.cancel appointments.join_earlier
    """
)
HANDLING = _acts("identitydocs.see identitydocs.ask identitydocs.send")
#: Requests that the rules handed to a person, and paper that is posted or handed over.
CERTIFYING = _acts("certificates.see certificates.decide certificates.print certificates.post")
#: Of a team's requests: what is late, and who sees to it.
CHASING = _acts("certificates.follow_up")
#: The kiosks of the city: calls for help, and what stands behind a kiosk.
MINDING = _acts("kiosks.see kiosks.answer_call")
RUNNING = _acts("kiosks.see kiosks.enrol kiosks.revoke kiosks.set_printer")
#: What is decided about a contact point, with the house that it stands in.
HOSTING = _acts(
    """
    kiosks.see kiosks.note_opinion kiosks.announce_closing kiosks.withdraw_closing
    kiosks.renew_host_link kiosks.revoke_host_link
    """
)
WATCHING = _acts("journal.see messages.see")
#: Asking a register; whether a look-up is due is the guard's own question.
ASKING = _acts("registers.look_up")
REVIEWING = _acts("registers.review")
STUDYING = _acts(
    """
    evaluation.see_figures programme.see_decisions
    """
)
ADMINISTERING = _acts(
    """
    people.see people.hire people.assign people.end_assignment people.set_password
    people.close_account journal.verify places.edit catalogue.edit certificates.preview
    """
)

#: Acts at one location: the assignment must reach it.
HERE: Mapping[Role, frozenset[str]] = {
    Role.RECEPTION: WELCOMING,
    Role.CLERK: WELCOMING | SERVING | KEEPING,
    Role.EXPERT: WELCOMING | SERVING | KEEPING,
    Role.PLANNER: STEERING | _acts("queues.see"),
    Role.MANAGER: WELCOMING | SERVING | STEERING | KEEPING,
    Role.ADMINISTRATOR: _acts("queues.see places.see_alerts"),
    Role.DPO: frozenset(),
}

#: Acts for the whole city: a caller may want any location, and a catalogue has none.
CITY: Mapping[Role, frozenset[str]] = {
    Role.RECEPTION: BOOKING | MINDING,
    Role.CLERK: BOOKING | ASKING | HANDLING | MINDING | CERTIFYING,
    Role.EXPERT: BOOKING | ASKING | HANDLING | MINDING | CERTIFYING,
    Role.PLANNER: STUDYING | _acts("appointments.search kiosks.see"),
    Role.MANAGER: BOOKING
    | ASKING
    | HANDLING
    | MINDING
    | HOSTING
    | CHASING
    | STUDYING
    | WATCHING
    | _acts("people.see"),
    Role.ADMINISTRATOR: ADMINISTERING | RUNNING | HOSTING | STUDYING | WATCHING,
    Role.DPO: REVIEWING | _acts("journal.see journal.verify people.see"),
}

ACTS = frozenset().union(*HERE.values(), *CITY.values())


def may(assignments: Iterable[Assignment], act: str, location: str, on: date) -> bool:
    """Whether somebody with these assignments may do ``act`` at ``location`` on that day.

    ``location`` is empty for an act that belongs to no location. ``ValueError`` for an unknown act.
    """
    if act not in ACTS:
        raise ValueError(f"no role knows the act {act!r}")
    in_force = [assignment for assignment in assignments if assignment.holds(on)]
    return any(
        act in CITY[one.role] or (act in HERE[one.role] and one.covers(location))
        for one in in_force
    )


def locations_for(
    assignments: Iterable[Assignment], *, act: str, on: date
) -> frozenset[str] | None:
    """The locations where ``act`` is allowed on that day; None when it is allowed everywhere."""
    known = list(assignments)
    if may(known, act, "", on):
        return None
    return frozenset(one.location for one in known if one.holds(on) and act in HERE[one.role])
