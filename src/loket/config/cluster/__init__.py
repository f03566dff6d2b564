"""PostgreSQL for a machine that has no server of its own: a private cluster in a folder.

`running(folder)` starts it or joins those who already use it, and the last to leave
stops it. Who uses it is a shared file lock, which the kernel gives back whatever kills
a process; so nothing that dies leaves anything that blocks the next start.
"""

from loket.config.cluster.binaries import ClusterRefused
from loket.config.cluster.doors import find_sealing_account
from loket.config.cluster.server import Cluster, keep, plan, running

__all__ = ["Cluster", "ClusterRefused", "find_sealing_account", "keep", "plan", "running"]
