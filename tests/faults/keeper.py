"""Web and worker on a private cluster, kept alive as `loket demo` keeps them; a process of its own.

    python -m tests.faults.keeper FOLDER PORT

The environment is the children's. It ends with SIGTERM, or with whoever started it.
"""

import os
import signal
import sys
from pathlib import Path

from loket.config import cluster, supervision
from loket.config.commands import serve

#: What dies is back sooner than in the demo, so that more of the time is worth a kill.
BREATH_SECONDS = 0.2


def main() -> None:
    parent = os.getppid()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    supervision.BREATH_SECONDS = BREATH_SECONDS
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    command = serve.command(
        host="127.0.0.1", port=port, workers=serve.WORKERS, threads=serve.THREADS
    )
    children = [
        supervision.Child("web", command, {"LOKET_POOL": str(serve.THREADS)}),
        supervision.Child("worker", [sys.executable, "-m", "loket.config", "worker"]),
    ]

    def tend() -> None:
        if os.getppid() != parent:
            raise KeyboardInterrupt
        cluster.keep(running)

    with cluster.running(folder) as running:
        try:
            for child in children:
                child.start()
            supervision.watch(children, each_second=tend)
        except KeyboardInterrupt:
            pass
        finally:
            supervision.stop_all(children)


if __name__ == "__main__":
    main()
