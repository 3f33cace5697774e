"""In: the built site in build/site; out: pictures/*.png, the screenshots that README.md and the handbook show."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright
from setup_environment import find_chromium

ROOT = Path(__file__).resolve().parent.parent
SITE, PICTURES = ROOT / "build" / "site", ROOT / "pictures"
#: File, page, width and height of the window, color scheme.
SHOTS = (
    ("agreement-light.png", "agreement/response-of-all-to-car-t/", 1280, 860, "light"),
    ("chapter-dark.png", "chapters/efficacy/", 1280, 860, "dark"),
    ("claim-card.png", "sources/abdirasulova-2025/6/#c-g2yw", 1000, 640, "light"),
    ("coverage.png", "sources/thompson-2025/coverage/", 1000, 640, "light"),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing about each request."""


def main() -> None:
    """Serve the site on loopback and take each picture anew."""
    program = find_chromium()
    if program is None or not (SITE / "index.html").is_file():
        sys.exit("The pictures need a Chromium and a built site: run `make site` first.")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, page, width, height, scheme in SHOTS:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            tab = context.new_page()
            tab.goto(f"http://127.0.0.1:{server.server_port}/{page}", wait_until="networkidle")
            tab.evaluate("document.fonts.ready")
            tab.screenshot(path=PICTURES / name)
            sys.stdout.write(f"pictures/{name}\n")
            context.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
