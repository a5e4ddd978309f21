"""`python -m scamtriage.lab_worker`: a worker process that dials the servers of a lab. For tests, benchmarks and examples.

The worker of a scan, `scamtriage.worker`, accepts no routes.
"""

from scamtriage.lab.router import Router
from scamtriage.sessions import Environment
from scamtriage.worker import read_settings, serve


def environment(router: Router) -> Environment:
    """Return what a run in the lab stands on, in its own process and in its worker processes."""
    sent = {"routes": [[*key, *to] for key, to in router.routes.items()], "operators": [*router.operators]}
    return Environment(route=router, worker="scamtriage.lab_worker", for_worker=sent)


def main() -> None:
    settings = read_settings()
    router = Router.of(settings["routes"])
    for ip, port in settings["operators"]:
        router.add_operator(ip, port)
    serve(settings, router)


if __name__ == "__main__":
    main()
