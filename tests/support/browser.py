"""A real browser without a head, driven through its own devtools over a pair of pipes.

Nothing but the system's Chromium is needed: no driver, no socket, no library. Tests that need
one are skipped where there is none.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from itertools import count
from pathlib import Path
from typing import Any

from cli.running import HANGS

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-pipe",
)

LAUNCH = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for end, wanted in zip(ends, (3, 4)):
    os.dup2(end, wanted)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from descriptor 3 and writes to descriptor 4, whatever else is open here."""

PHONE = (390, 844)
DESK = (1280, 900)


def chromium() -> str | None:
    """The path of the system's Chromium, where it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One tab of a running browser."""

    def __init__(self, to_it: FileIO, from_it: FileIO) -> None:
        self.to_it = to_it
        self.from_it = from_it
        self.numbers = count(1)
        self.session: str | None = None
        self.rest = b""
        self.seen: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Send one command and wait for its answer; events on the way are kept in `seen`."""
        number = next(self.numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.to_it.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self.seen.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.from_it], [], [], HANGS)
            assert ready, "the browser does not answer"
            data = self.from_it.read(1 << 16)
            assert data, "the browser has gone"
            self.rest += data
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def open(
        self, path: Path, size: tuple[int, int] = DESK, *, dark: bool = False, anchor: str = ""
    ) -> None:
        """Open a file in a window of a size, in light or in the dark, at an anchor."""
        width, height = size
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.media(dark=dark)
        # A page that is there already would not be loaded again for another anchor in it.
        self._go("about:blank")
        self._go(path.as_uri() + (f"#{anchor}" if anchor else ""))

    def _go(self, address: str) -> None:
        self.seen.clear()
        self.ask("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.seen):
            self.seen.append(self._next())

    def media(self, name: str = "", *, dark: bool = False) -> None:
        """What kind of sheet the page is set for: the screen, or `print`."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=name, features=[scheme])

    def run(self, script: str) -> Any:  # noqa: ANN401
        """The value of an expression in the page."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """What is to be seen now, as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])

    def pdf(self) -> bytes:
        """The page as it is printed."""
        options = {"preferCSSPageSize": True, "printBackground": False}
        return base64.b64decode(self.ask("Page.printToPDF", **options)["data"])

    def fetched(self) -> list[str]:
        """Every address that was asked for since the page was opened."""
        asked = (e for e in self.seen if e.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in asked]

    def complaints(self) -> list[str]:
        """What the browser wrote to its console."""
        entries = (e["params"]["entry"] for e in self.seen if e.get("method") == "Log.entryAdded")
        return [entry["text"] for entry in entries]


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that ends with the block."""
    program = chromium()
    assert program is not None
    read_by_it, to_it = os.pipe()
    from_it, written_by_it = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                *(sys.executable, "-c", LAUNCH, str(read_by_it), str(written_by_it)),
                *(program, *FLAGS, f"--user-data-dir={profile}"),
            ],
            pass_fds=(read_by_it, written_by_it),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_by_it)
        os.close(written_by_it)
        try:
            with os.fdopen(to_it, "wb", buffering=0) as to, os.fdopen(from_it, "rb", 0) as back:
                yield Browser(to, back)
        finally:
            process.kill()
            process.wait(HANGS)
