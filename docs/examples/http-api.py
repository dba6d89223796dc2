#!/usr/bin/env python3
"""A treatment's area by the companion's HTTP interface, with nothing but Python's own library.

    http-api.py ADDRESS TOKEN SESSION [--certificate FILE]

It watches the pen, prepares it for the cheek, arms it, waits until the hand on the pen has started and
stopped it (or 20 s), stops, puts it to rest and reads what the session got. The program never starts the
motor: nothing can, but the hand. A person with STOP in front of them stays with the pen all the while.
"""

import argparse
import json
import ssl
import sys
import threading
import time
import urllib.error
import urllib.request


class Companion:
    """The interface, for one token."""

    def __init__(self, address, token, certificate=None):
        self.base = address.rstrip("/") + "/api/v1"
        self.headers = {"Authorization": "Bearer " + token}
        # The companion's certificate is self-made: trust that one file, copied from its folder, and no other.
        self.tls = ssl.create_default_context(cafile=certificate) if certificate else None

    def open(self, method, path, body=None, timeout=10):
        data = None if body is None else json.dumps(body).encode()
        headers = dict(self.headers)
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        return urllib.request.urlopen(request, timeout=timeout, context=self.tls)

    def ask(self, method, path, body=None):
        with self.open(method, path, body) as answer:
            return json.load(answer)


class Watch(threading.Thread):
    """Holds the pen's stream open. A pen that nobody watches is stopped after 5 s, so this ends last."""

    def __init__(self, companion, serial):
        super().__init__(daemon=True)
        self.state = None
        self.strokes = 0
        self.ran = False
        self.ready = threading.Event()
        self.stream = companion.open("GET", f"/pens/{serial}/live", timeout=30)

    def run(self):
        event = ""
        for line in self.stream:
            text = line.decode().rstrip("\n")
            if text.startswith("event: "):
                event = text[7:]
            elif text.startswith("data: "):
                data = json.loads(text[6:])
                if event == "pen":
                    self.state = data["state"]
                    self.ready.set()
                elif event == "sample":
                    self.state, self.strokes = data["s"], data["n"]
                self.ran = self.ran or self.state == "Running"


def treat(companion, session):
    connected = [pen for pen in companion.ask("GET", "/pens") if pen["stage"] == "Connected"]
    if not connected:
        sys.exit("No pen is connected. Plug one in, then try again.")
    serial = connected[0]["serial"]
    print("pen", serial, connected[0]["state"])
    watch = Watch(companion, serial)
    watch.start()
    watch.ready.wait(10)
    try:
        wanted = {"pen": serial, "depthMicrons": 500, "speedHz": 100, "area": "Cheek"}
        prepared = companion.ask("POST", f"/sessions/{session}/prepare", wanted)
        print("prepared", prepared["depthMicrons"], "µm", prepared["speedHz"], "Hz")
        armed = companion.ask("POST", f"/sessions/{session}/arm", {"pen": serial})
        print("armed", armed["state"])
        until = time.monotonic() + 20
        while time.monotonic() < until and not (watch.ran and watch.state != "Running"):
            time.sleep(0.05)
        print("ran", "yes" if watch.ran else "no", watch.strokes, "strokes")
    finally:
        print("stopped", companion.ask("POST", f"/pens/{serial}/stop")["well"])
    companion.ask("POST", f"/sessions/{session}/finish", {"pen": serial})
    for total in companion.ask("GET", f"/sessions/{session}")["totals"]:
        print("total", total["area"], total["runs"], "runs", total["strokes"], "strokes", total["punctures"], "punctures")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("address")
    arguments.add_argument("token")
    arguments.add_argument("session")
    arguments.add_argument("--certificate")
    given = arguments.parse_args()
    try:
        treat(Companion(given.address, given.token, given.certificate), given.session)
    except urllib.error.HTTPError as refused:
        problem = json.load(refused)
        sys.exit(f"{problem['title']} {problem['detail']} ({problem['code']})")
    except urllib.error.URLError as away:
        sys.exit(f"The companion does not answer: {away.reason}")


if __name__ == "__main__":
    main()
