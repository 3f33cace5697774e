"""In: the lock files; out: that all of it is hashed, listed, and under licenses that let us depend on it."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import tomllib
from pathlib import Path

import audit
import pytest
import supply_chain
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from write_lock_files import LOCKS

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_locked_with_hashes_and_names_no_index(lock: str) -> None:
    """Each entry has one version and at least one SHA-256; the file leads to no index of its own."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(
        r"^(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#")), flags=re.M
    )[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|git\+", text)


def test_nothing_but_wheels_is_installed() -> None:
    """An archive of source code would run its own program while it is installed; every set-up forbids it."""
    for name in ("setup_environment", "write_lock_files"):
        text = (ROOT / "scripts" / f"{name}.py").read_text(encoding="utf-8")
        for call in re.findall(r"pip_install\((?:VENV|TOOLS), (.*?)\)\n", text, re.S):
            assert '"--only-binary", ":all:"' in call or '"--no-deps"' in call, call  # the latter: this project itself
    assert "--ignore-scripts" in (ROOT / "scripts" / "setup_environment.py").read_text(encoding="utf-8")


def test_every_npm_package_has_its_sum() -> None:
    """npm compares each with its SHA-512."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(entry["integrity"].startswith("sha512-") for path, entry in packages.items() if path)


def test_the_list_is_valid_and_complete() -> None:
    """It fits the schema of CycloneDX, names every locked package once, and is the same each time."""
    made = json.dumps(supply_chain.sbom())
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made) is None
    assert json.dumps(supply_chain.sbom()) == made
    listed = {(its["purl"].partition("/")[0], its["name"], its["version"]) for its in json.loads(made)["components"]}
    for lock in ("requirements.txt", "requirements-test.txt", "requirements-node.txt"):
        for name, version in re.findall(
            r"^([a-z0-9._-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.M
        ):
            assert ("pkg:pypi", name, version) in listed
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    npm = {(path.rpartition("node_modules/")[2], entry["version"]) for path, entry in packages.items() if path}
    assert {(name, version) for ecosystem, name, version in listed if ecosystem == "pkg:npm"} == npm


def test_a_list_with_a_fault_would_be_found() -> None:
    """The schema refuses a component without a name."""
    made = supply_chain.sbom()
    del made["components"][0]["name"]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made)) is not None


def test_the_list_knows_who_asked_for_what() -> None:
    """What pyproject.toml names is asked for by the project itself; its own needs are asked for by it."""
    made = supply_chain.sbom()
    asks = {its["ref"]: its["dependsOn"] for its in made["dependencies"]}
    home = made["metadata"]["component"]["bom-ref"]
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.match(r"[\w.-]+", one).group().lower().replace("_", "-").replace(".", "-") for one in wanted}
    direct = {purl.partition("/")[2].partition("@")[0] for purl in asks[home]}
    assert names <= direct
    (mkdocs,) = [ref for ref in asks if ref.startswith("pkg:pypi/mkdocs@")]
    assert any(purl.startswith("pkg:pypi/ghp-import@") for purl in asks[mkdocs])


def test_no_license_stands_in_the_way() -> None:
    """Each lets us depend on it, or is an exception with a reason and an end date; THIRD-PARTY.md says the same."""
    assert supply_chain.wrong(TODAY) == []
    assert (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8") == supply_chain.licenses(), "run `make licenses`"
    for _, reason, until in supply_chain.EXCEPTIONS.values():
        assert len(reason) > 30
        assert TODAY < datetime.date.fromisoformat(until) < TODAY + datetime.timedelta(days=370)


def test_a_license_that_stands_in_the_way_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that asks for the same license, one that says nothing, an exception that ended, one for nothing."""
    real = supply_chain._license
    monkeypatch.setattr(
        supply_chain, "_license", lambda name: {"click": "GPL-3.0-only", "lxml": ""}.get(name, real(name))
    )
    found = supply_chain.wrong(TODAY)
    assert [sentence.partition(" ")[0] for sentence in found] == ["click", "lxml"]
    monkeypatch.setattr(supply_chain, "_license", real)
    assert len(supply_chain.wrong(datetime.date(2028, 1, 1))) == len(supply_chain.EXCEPTIONS)
    monkeypatch.setitem(supply_chain.EXCEPTIONS, "nothing", ("GPL-2.0-only", "no reason", "2027-01-01"))
    assert supply_chain.wrong(TODAY) == ["nothing: an exception for what is not locked any more"]


@pytest.mark.parametrize(
    ("license_", "fine"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND MIT", True),
        ("AGPL-3.0-only", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_what_an_expression_of_licenses_means(license_: str, fine: bool) -> None:
    """Of alternatives one has to fit, of parts all."""
    assert supply_chain.fits(license_) is fine


def test_exceptions_of_the_linter_have_reasons_and_end_dates() -> None:
    """What bandit is told to pass over says why and until when, in pyproject.toml and at a line."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    skips = text.partition("[tool.bandit]")[2].partition("]")[0].splitlines()[2:]
    lines = [line.strip() for line in skips if line.strip()]
    assert lines
    assert [line for line in lines if not re.fullmatch(r'"B\d{3}", # .{15,}; until \d{4}-\d\d-\d\d', line)] == []
    for file in (ROOT / "scripts").rglob("*.py"):
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if "# nosec" in line:
                where = f"{file.relative_to(ROOT)}:{number + 1}"
                assert re.search(r"# nosec B\d{3}$", line), where
                assert re.search(r"# .{15,}; until \d{4}-\d\d-\d\d$", lines[number - 1]), where


def test_an_exception_that_ended_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a weakness, one of a linter, one for a package that is not locked any more."""
    assert list(audit.ended(TODAY)) == []
    monkeypatch.setitem(audit.EXCEPTIONS, "CVE-2020-28493", ("jinja2", "no reason", "2026-11-20"))
    monkeypatch.setitem(audit.EXCEPTIONS, "CVE-2020-1", ("nothing", "no reason", "2027-11-20"))
    assert list(audit.ended(TODAY)) == [
        "CVE-2020-28493: its exception ended on 2026-11-20; look at it again",
        "CVE-2020-1: an exception for nothing, which is not locked any more",
    ]
    later = list(audit.ended(datetime.date(2100, 1, 1)))
    assert any(re.match(r"pyproject\.toml:\d+: what is passed over here ended on \d{4}", line) for line in later)


def test_no_exception_has_ended_on_the_day_of_this_state() -> None:
    """Nobody commits past an end date; an old state stays what it was on its day, so its tests still pass."""
    said = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    day = max(TODAY, datetime.date.fromisoformat(said.strip() or str(TODAY)))
    assert [*audit.ended(day), *supply_chain.wrong(day)] == []
    for _, reason, until in audit.EXCEPTIONS.values():
        assert len(reason) > 30
        assert datetime.date.fromisoformat(until) < day + datetime.timedelta(days=370)
