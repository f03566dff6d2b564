"""`loket hire`: the first administrator of a city, who then hires everybody else at the desk."""

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from loket.config import surroundings
from loket.config.talk import Refused, say
from loket.domain.refusals import RuleBroken
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands

ACTOR = "system:hire"


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser(
        "hire",
        help="open an account for an administrator",
        description="Asks for the password; without a terminal it is the first line of the input.",
    )
    parser.add_argument("login", metavar="LOGIN", help="name to sign in with")
    parser.add_argument("name", metavar="NAME", help="name that colleagues see")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Opens the account with the rights of an administrator everywhere, from today on."""
    password = _ask()
    with surroundings.around():
        _hire(asked.login, asked.name, password)
    say(f"{asked.login} is an administrator and can sign in at /desk/")
    return 0


def _ask() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        message = "the two passwords differ; nobody is hired"
        raise Refused(message)
    return password


def _hire(login: str, name: str, password: str) -> None:
    from django.db import transaction

    from loket.channels.ui import sentences
    from loket.domain.people.may import Role
    from loket.foundations.people import actions, queries

    now = clock.now()
    try:
        with transaction.atomic():
            hired = actions.hire(login=login, name=name, password=password, actor=ACTOR, now=now)
            actions.assign(
                employee=hired.pk,
                role=Role.ADMINISTRATOR,
                since=queries.local_day(now),
                actor=ACTOR,
                now=now,
            )
    except RuleBroken as broken:
        raise Refused("\n".join(sentences.sentences(broken))) from broken
