"""`loket simulate`: outside systems that are not there, each a process of its own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from loket.config import env, identity, lifeline, surroundings
from loket.config.talk import Refused

if TYPE_CHECKING:
    from loket.config.commands import Commands
    from loket.connectors.identity.simulator import Persona


def add(commands: Commands) -> None:
    """Names the options."""
    parser = commands.add_parser("simulate", help="an outside system that is not there")
    systems = parser.add_subparsers(metavar="SYSTEM", required=True)
    one = systems.add_parser("identity", help="sign in people who do not exist (demo only)")
    one.add_argument("--port", type=int, default=8001, help="port (%(default)s)")
    one.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Serves until SIGINT or SIGTERM. Refused outside the demo."""
    if not env.flag("LOKET_DEMO"):
        raise Refused("the simulator signs in only in the demo: loket demo")
    lifeline.die_with_parent()
    surroundings.set_up()
    from loket.connectors.identity.simulator import Client, Simulator
    from loket.kit import clock

    base = env.text("LOKET_BASE_URL", "http://localhost:8000").rstrip("/")
    provider = identity.simulated(f"http://localhost:{asked.port}", base)
    client = Client(
        client_id=provider.client_id,
        redirect_uri=provider.redirect_uri,
        after_sign_out=provider.after_sign_out,
        key=provider.own_keys()[0].as_dict(private=False),
    )
    Simulator(personas(), client, now=clock.now, port=asked.port).serve()
    return 0


def personas() -> list[Persona]:
    """Those of the demo who can sign in, as the simulator wants them."""
    from loket.connectors.identity.simulator import Persona
    from loket.demo.residents import READY_MADE

    codes = {"sms": "code", "app": "code", "itsme": "itsme", "eid": "eid"}
    return [
        Persona(
            key=one.key,
            first_name=one.first_name,
            last_name=one.names,
            number=one.number.digits,
            means=tuple(dict.fromkeys(codes[means] for means in reversed(one.means))),
            story=one.story,
        )
        for one in READY_MADE
        if one.means
    ]
