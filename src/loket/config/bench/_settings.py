"""The settings of a benchmark: ours, with one address more.

Without journal and outbox if asked; with so many people in the registers, if any.
"""

from loket.config import env
from loket.config.settings import *  # noqa: F403 - every setting

ROOT_URLCONF = "loket.config.bench._urls"
BARE = env.flag("LOKET_BENCH_BARE")
RESIDENTS = env.number("LOKET_BENCH_RESIDENTS", 0)
