"""Settings converted into the network policy."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.config import BadConfig, Config, cache_folder
from scamtriage.records.evidence import Mode

if TYPE_CHECKING:
    from scamtriage.net.policy import NetPolicy


def policy(config: Config) -> "NetPolicy":
    """Return the network part of the settings as a frozen value. Raises BadConfig."""
    from scamtriage.net.policy import NetPolicy

    if config.mode is not Mode.OFFLINE:
        _need_roots(config)
    try:
        return NetPolicy(
            mode=config.mode,
            resolvers=config.resolvers,
            connect_timeout_s=config.timeout_s,
            dns_timeout_s=config.timeout_s,
            deadline_s=config.deadline_s,
            proxy=config.proxy or None,
            allow_networks=config.allow_networks,
            whois_per_s=config.whois_per_s,
            rdap_per_s=config.rdap_per_s,
            whois_timeout_s=config.registry_timeout_s,
            rdap_timeout_s=config.registry_timeout_s,
            cache_dir=cache_folder(config) if config.cache else None,
            personal_data=config.personal_data,
            second_look=config.second_look,
            deep_pages=4 if config.deep else 0,
            qr_images=3 if config.qr_images else 0,
            user_agent="honest" if config.user_agent == "honest" else "browser",
            tables=Path(config.tables) if config.tables else None,
            roots=Path(config.roots) if config.roots else None,
        )
    except ValueError as exc:
        raise BadConfig(str(exc)) from exc


def _need_roots(config: Config) -> None:
    """Raise BadConfig for a configured roots file that can't be used: otherwise every registry lookup would fail because of it."""
    named = config.roots or os.environ.get("SSL_CERT_FILE")
    if not named:
        return
    from scamtriage.net.tls import client_context

    try:
        client_context(Path(named))
    except OSError as exc:  # ssl.SSLError is one
        key = "roots" if config.roots else "SSL_CERT_FILE"
        raise BadConfig(f"{key}: {named} can't be used as a PEM file of trusted roots: {exc.strerror or exc}") from exc
