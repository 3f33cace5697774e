"""In: the course of the built tiny review in a browser; out: that it can be followed, answered and printed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

pytestmark = pytest.mark.slow
COURSE = "courses/tea-for-beginners/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def served(built_tiny: Any) -> Iterator[str]:
    """Where the built tiny review is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built_tiny.site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page that throws no error and sends nothing anywhere else, on a large and on a small screen."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda its: errors.append(its.url) if its.method != "GET" or "127.0.0.1" not in its.url else None
    )
    yield page
    context.close()
    assert errors == []


def test_a_course_leads_from_step_to_step(page: Any, served: str) -> None:
    """Each page that was opened from it says what to look for, and leads on, back and home."""
    page.goto(served + COURSE)
    page.locator("#read a").first.click()
    bar = page.get_by_role("navigation", name="Course: Tea for beginners")
    assert "Look for 60–70%, and ask of whom." in bar.inner_text()
    assert bar.get_by_role("link", name="Appraisal, high").count() == 1
    assert "Step 1 of 9" in bar.inner_text()
    assert bar.locator("a[rel=prev]").count() == 0
    bar.locator("a[rel=next]").click()
    page.wait_for_url("**/compare/calm-by-tea/**")
    assert "Compare the two teas." in bar.inner_text()
    bar.locator("a[rel=prev]").click()
    page.wait_for_url("**/chapters/calm-chapter/**#the-claim")
    bar.locator(".course-home").click()
    page.wait_for_url(f"**/{COURSE}#read")
    assert "2 of 9 steps opened on this device." in page.locator(".course-tools").inner_text()
    page.get_by_role("button", name="Forget them").click()
    assert "opened on this device" not in page.locator(".course-tools").inner_text()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('course'))") == []


def test_answers_say_why_and_lead_to_the_claim(page: Any, served: str) -> None:
    """By keyboard, too; what is right is told in words."""
    page.goto(served + COURSE)
    question = page.locator("#of-whom")
    question.locator("summary").nth(1).focus()
    page.keyboard.press("Enter")
    assert "Not right. The leaflet counts one tea only." in question.inner_text()
    question.locator("summary").nth(0).click()
    assert "Right. So says the table of the leaflet." in question.inner_text()
    question.get_by_role("link", name="Leaf Notes 2025, Table 1").click()
    page.wait_for_url("**/sources/leaf-notes/2/#c-n002")


def test_a_handout_asks_and_does_not_answer(page: Any, served: str) -> None:
    """Printed, a course shows its steps, its questions and room to write; no feedback, no buttons."""
    page.goto(served + COURSE)
    page.locator("#of-whom summary").first.click()
    page.emulate_media(media="print")
    assert page.locator("#of-whom summary").first.is_visible()
    assert not page.get_by_text("So says the table of the leaflet.").is_visible()
    for left_out in (".course-tools", ".review-foot nav", ".review-toc", "#for-teachers", ".cite-page", ".headerlink"):
        assert not page.locator(left_out).first.is_visible(), left_out
    assert page.get_by_text("Is one leaflet enough?").is_visible()


def test_teachers_have_a_view_of_their_own(page: Any, served: str) -> None:
    """With answers, notes and what to listen for; learners do not meet the notes."""
    page.goto(f"{served}{COURSE}teacher/")
    for words in (
        "Readers take the share for a share of everybody.",
        "Who wrote it, and what it leaves out.",
        "Bring water.",
    ):
        assert page.get_by_text(words).is_visible()
    page.goto(served + COURSE)
    for words in (
        "Readers take the share for a share of everybody.",
        "Who wrote it, and what it leaves out.",
        "Bring water.",
    ):
        assert page.get_by_text(words).count() == 0


def test_without_scripts_a_course_is_whole(browser: Any, served: str) -> None:
    """Steps are links, answers open."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + COURSE)
    page.locator("#of-whom summary").first.click()
    assert page.get_by_text("So says the table of the leaflet.").is_visible()
    page.locator("#read a").first.click()
    page.wait_for_url("**/chapters/calm-chapter/#the-claim")
    context.close()
