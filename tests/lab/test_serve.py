"""The lab as a process of its own, for programs that are started from outside."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import dns.message
import dns.query
import pytest

from scamtriage.lab.scene import load_scenes


def test_another_process_learns_where_everything_is() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "scamtriage.lab", "serve", "dsi-case"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        lab = json.loads(server.stdout.readline())
        host, _, port = lab["resolver"].rpartition(":")
        answer = dns.query.udp(dns.message.make_query("dsi-case-th.top", "A"), host, port=int(port), timeout=60)
        assert [record.to_text() for record in answer.answer[0]] == ["45.12.40.21"]
        assert Path(lab["ca_file"]).read_text().startswith("-----BEGIN CERTIFICATE-----")
        assert json.loads((Path(lab["tables"]) / "dns.json").read_text())["services"]
        assert ["45.12.40.21", 443] in [route[:2] for route in lab["routes"]]
        server.communicate("", timeout=120)
    assert server.returncode == 0
    assert not Path(lab["ca_file"]).exists()


def test_the_list_names_every_scene() -> None:
    said = subprocess.run([sys.executable, "-m", "scamtriage.lab", "list"], capture_output=True, text=True, encoding="utf-8", check=True)
    assert [line.split()[0] for line in said.stdout.splitlines()] == list(load_scenes())


@pytest.mark.skipif(
    shutil.which("ip") is None or {name for _, name in socket.if_nameindex()} <= {"lo"},
    reason="NOT RUN: needs ip(8) and an interface beside lo",
)
def test_addresses_are_never_given_to_a_machine_with_a_network() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scamtriage.lab", "serve", "--natural", "--assign"], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "no empty network namespace" in done.stderr
