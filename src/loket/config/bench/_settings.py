"""The settings of a benchmark: ours, with one address more; without journal and outbox if asked."""

from loket.config import env
from loket.config.settings import *  # noqa: F403 - every setting

ROOT_URLCONF = "loket.config.bench._urls"
BARE = env.flag("LOKET_BENCH_BARE")
