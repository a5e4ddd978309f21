"""`scamtriage update`: fetch the registries' own tables anew."""

from scamtriage.cli.options import Reaching, Talking, spread


@spread
def update(reaching: Reaching, talking: Talking) -> None:
    """Refresh the RDAP bootstrap tables (IANA) through the guarded door. Nothing else is ever updated.

    \b
    Examples:
      scamtriage update
      scamtriage update --proxy socks5h://127.0.0.1:9050
    """
    from scamtriage.cli import wiring
    from scamtriage.pipeline import refresh
    from scamtriage.render.text import plain

    wiring.log_to_stderr(talking)
    for line in wiring.steps(refresh(wiring.settings(reaching, None))):
        wiring.write([plain(line) + "\n"])
