"""What the workflows run, may do and publish is what the documents promise, with every foreign part pinned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
#: Where an expression reaches no shell and no program's arguments.
HARMLESS = re.compile(r"(^|/)(env/\w+|environment/url|outputs/\w+|concurrency/(group|cancel-in-progress))$")
#: What the key of a cache may be made of: nothing that somebody else writes.
KEYS = re.compile(r"\$\{\{ (hashFiles\([^)]*\)|github\.sha|steps\.\w+\.outputs\.cache-primary-key) \}\}")
MAIN_ONLY = "github.event_name == 'push' && github.ref == 'refs/heads/main'"

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def _load(path: Path) -> dict[str, Any]:
    """A YAML file with every value as text, so that the key `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _jobs() -> dict[str, dict[str, Any]]:
    """The jobs of all workflows by their id."""
    return {name: job for path in WORKFLOWS for name, job in _load(path)["jobs"].items()}


def _steps(job: dict[str, Any], action: str) -> list[dict[str, Any]]:
    """The steps of a job that use an action."""
    return [step for step in job["steps"] if step.get("uses", "").startswith(f"{action}@")]


def _job_with(action: str, workflow: str = "ci.yml") -> tuple[str, dict[str, Any]]:
    """The id and the content of the one job of a workflow that uses an action."""
    jobs = _load(ROOT / ".github" / "workflows" / workflow)["jobs"]
    (found,) = [(name, job) for name, job in jobs.items() if _steps(job, action)]
    return found


def _commands(job: dict[str, Any]) -> list[str]:
    """The lines that a job gives to the shell."""
    return [line.strip() for step in job["steps"] for line in step.get("run", "").splitlines()]


def _made(job: dict[str, Any]) -> list[str]:
    """The make targets that a job asks for, in order."""
    return [target for line in _commands(job) if line.startswith("make ") for target in line.split()[1:]]


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside a value, with its path: `jobs/test/steps/0/run`."""
    if isinstance(value, str):
        yield place, value
    else:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, f"{place}/{key}" if place else str(key))


def test_the_long_tests_run_too() -> None:
    """A job of their own, beside the other, which takes no longer for them."""
    assert _made(_jobs()["long"]) == ["test-long"]


def test_there_are_workflows() -> None:
    """The tests below have something to read."""
    assert WORKFLOWS


@each_workflow
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    """Each `uses:` names a full commit, with its version in a comment beside it."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if re.search(r"\buses:", line)]
    assert lines
    for line in lines:
        assert re.fullmatch(r"\s+(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_version() -> None:
    """An action that is used twice is used at the same commit."""
    used = {step["uses"] for job in _jobs().values() for step in job["steps"] if "uses" in step}
    actions = [reference.split("@")[0] for reference in used]
    assert sorted(actions) == sorted(set(actions))


def test_every_image_is_pinned_by_digest() -> None:
    """Tests and the published build run in the same Debian 12, which its digest fixes."""
    images = {name: job["container"]["image"] for name, job in _jobs().items() if "container" in job}
    assert images.keys() == {"test", "long", _job_with("actions/upload-pages-artifact")[0]}
    assert len(set(images.values())) == 1
    assert re.fullmatch(r"debian:12@sha256:[0-9a-f]{64}", images["test"])


@each_workflow
def test_permissions_are_least(path: Path) -> None:
    """A workflow grants nothing, jobs may read, and only the deployment writes, to Pages."""
    workflow = _load(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        if _steps(job, "actions/deploy-pages"):
            assert job["permissions"] == {"pages": "write", "id-token": "write"}, name
        elif _steps(job, "actions/attest-build-provenance"):
            writes = {right for right, how in job["permissions"].items() if how == "write"}
            assert writes == {"id-token", "attestations"}, name
        else:
            assert set(job["permissions"].values()) == {"read"}, name
            assert job["permissions"].keys() <= {"contents", "pages"}, name


@each_workflow
def test_expressions_reach_no_shell(path: Path) -> None:
    """`${{ }}` stands in `env:` and where GitHub alone reads it, never in a command or an action's input.

    The key of a cache cannot be given otherwise; it is made of sums of files and the commit alone.
    """
    for place, text in _texts(_load(path)):
        if re.search(r"/with/(key|restore-keys)$", place):
            assert "${{" not in KEYS.sub("", text), place
        else:
            assert "${{" not in text or HARMLESS.search(place), place


@each_workflow
def test_no_secret_is_used(path: Path) -> None:
    """No workflow asks for a secret, so a fork's pull request runs like any other."""
    assert "secrets" not in re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    assert "pull_request_target" not in _load(path)["on"]


def test_a_checkout_leaves_no_token_behind() -> None:
    """Each checkout says `persist-credentials: false`."""
    checkouts = [step for job in _jobs().values() for step in _steps(job, "actions/checkout")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_every_job_ends() -> None:
    """Each job has a time limit under an hour."""
    assert all(int(job["timeout-minutes"]) < 60 for job in _jobs().values())


def test_the_commands_are_make_targets() -> None:
    """Every target that a job makes is one of the Makefile's."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    made = {target for job in _jobs().values() for target in _made(job)}
    assert made
    assert made <= targets


def test_what_the_readme_tells_a_newcomer_is_what_is_tested() -> None:
    """The job `test` makes the targets of the README's first commands, in their order, and then `lint`.

    Between them it installs what they would install themselves, and builds a second time.
    """
    block = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert block
    made = _made(_jobs()["test"])
    named = re.findall(r"^make ([a-z-]+)", block[1], re.M)
    assert list(dict.fromkeys(its for its in made if its not in ("runtime", "programs", "clean"))) == [*named, "lint"]
    assert made == ["runtime", "site", "programs", "clean", "site", "test", "lint"]


def test_the_screenshots_are_kept() -> None:
    """The job `test` uploads the screenshots, also when a test failed."""
    uploads = _steps(_jobs()["test"], "actions/upload-artifact")
    (upload,) = [step for step in uploads if step["with"]["path"] == "build/screenshots"]
    assert upload["if"] == "!cancelled()"


def test_the_wheel_is_built_and_kept() -> None:
    """Another team takes the generator from there."""
    uploads = _steps(_jobs()["test"], "actions/upload-artifact")
    (upload,) = [step for step in uploads if step["with"]["name"] == "wheel"]
    (built,) = [step for step in _jobs()["test"]["steps"] if "pip wheel" in step.get("run", "")]
    assert upload["with"]["path"].startswith(built["run"].split("--wheel-dir ")[1].split()[0])


def test_the_deployed_site_is_built_for_its_address() -> None:
    """The build that is uploaded for Pages gets the address of Pages as SITE_URL."""
    _, build = _job_with("actions/upload-pages-artifact")
    (address,) = _steps(build, "actions/configure-pages")
    (make,) = [step for step in build["steps"] if step.get("run") == "make site"]
    (upload,) = _steps(build, "actions/upload-pages-artifact")
    assert make["env"]["SITE_URL"] == f"${{{{ steps.{address['id']}.outputs.base_url }}}}"
    assert upload["with"]["path"] == "build/site"
    assert build["steps"].index(address) < build["steps"].index(make) < build["steps"].index(upload)


def test_only_a_tested_main_is_deployed() -> None:
    """The deployment waits for tests and build, and both it and the build run for pushes to main alone."""
    name, build = _job_with("actions/upload-pages-artifact")
    _, deploy = _job_with("actions/deploy-pages")
    assert set(deploy["needs"]) == {"test", "long", name}
    assert deploy["environment"]["name"] == "github-pages"
    assert build["if"] == deploy["if"] == MAIN_ONLY


def test_the_site_is_built_twice_and_tested_without_network() -> None:
    """The second build and the tests run behind the guard; the sums of both builds are compared, and nobody asked."""
    job = _jobs()["test"]
    (again,) = [step for step in job["steps"] if "diff once.txt" in step.get("run", "")]
    (tests,) = [step for step in job["steps"] if step.get("run") == "make test"]
    assert again["env"] == tests["env"] == {"OFFLINE": "asked-the-network.txt"}
    assert "build/site/downloads/SHA256SUMS" in again["run"]
    assert "test ! -s asked-the-network.txt" in again["run"]


def test_what_is_kept_between_runs_never_reaches_what_is_published() -> None:
    """Only the tests' first build may begin with it, and a build from nothing has to give the same.

    It is kept from main alone, after that build, by a key over the lock files and the program; no job that deploys,
    and nothing that a job hands on, comes after it without the build from nothing between.
    """
    caching = [
        (name, step) for name, job in _jobs().items() for step in job["steps"] if "cache" in step.get("uses", "")
    ]
    assert {name for name, _ in caching} == {"test"}
    steps = _jobs()["test"]["steps"]
    (fetch,), (keep,) = _steps(_jobs()["test"], "actions/cache/restore"), _steps(_jobs()["test"], "actions/cache/save")
    assert [step for _, step in caching] == [fetch, keep]
    assert fetch["uses"].partition("@")[2] == keep["uses"].partition("@")[2]
    (again,) = [step for step in steps if "diff once.txt" in step.get("run", "")]
    first = next(step for step in steps if step.get("run") == "make site")
    assert steps.index(fetch) < steps.index(first) < steps.index(again) < steps.index(keep)
    lines = [line.strip() for line in again["run"].splitlines()]
    assert (
        lines.index("make clean")
        < lines.index("make site")
        < lines.index("diff once.txt build/site/downloads/SHA256SUMS")
    )
    assert all(steps.index(step) > steps.index(again) for step in _steps(_jobs()["test"], "actions/upload-artifact"))
    cleaned = re.search(r"^clean:.*\n\trm -rf (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert cleaned
    kept = fetch["with"]["path"].split()
    assert kept == keep["with"]["path"].split() == [".cache", "build"]
    assert set(kept) <= set(cleaned[1].split())
    assert keep["if"] == "github.event_name == 'push'"
    key = fetch["with"]["key"]
    assert {"requirements.txt", "package-lock.json", "scripts/**", "templates/**"} <= set(re.findall(r"'([^']+)'", key))
    assert all(key.startswith(shorter.strip()) for shorter in fetch["with"]["restore-keys"].splitlines())
    assert keep["with"]["key"] == f"${{{{ steps.{fetch['id']}.outputs.cache-primary-key }}}}"


def test_a_pull_request_shows_its_site_its_facts_and_its_problems() -> None:
    """The site as an artifact, what changes in the facts as a summary, problems beside their lines."""
    steps = _jobs()["test"]["steps"]
    (preview,) = [its for its in steps if its.get("with", {}).get("name") == "preview"]
    assert preview["with"]["path"] == "build/site"
    (facts,) = [its for its in steps if "review diff" in its.get("run", "")]
    assert "GITHUB_STEP_SUMMARY" in facts["run"]
    assert preview["if"] == facts["if"] == "github.event_name == 'pull_request'"
    assert any("review validate --format github" in its.get("run", "") for its in steps)
    (checkout,) = _steps(_jobs()["test"], "actions/checkout")
    assert int(checkout["with"]["fetch-depth"]) >= 2  # the state that a merge would change is the commit's first parent


def test_what_is_published_is_attested_and_looked_at() -> None:
    """The sums of all files and the list of packages are attested before the upload; after it, the site is asked."""
    _, build = _job_with("actions/attest-build-provenance")
    (attest,) = _steps(build, "actions/attest-build-provenance")
    assert attest["with"]["subject-path"].split() == ["build/site/downloads/SHA256SUMS", "build/sbom.cdx.json"]
    (upload,) = _steps(build, "actions/upload-pages-artifact")
    assert build["steps"].index(attest) < build["steps"].index(upload)
    smoke = _jobs()["smoke"]
    assert smoke["needs"] == "deploy"
    assert smoke["if"] == MAIN_ONLY
    assert any('.venv/bin/review smoke --wait 120 "$ADDRESS"' in its.get("run", "") for its in smoke["steps"])


def test_an_edition_is_restored_by_hand_from_main_alone() -> None:
    """The way back asks for a number, takes the very archive that was released, and waits for other deployments."""
    workflow = _load(ROOT / ".github" / "workflows" / "restore.yml")
    assert list(workflow["on"]) == ["workflow_dispatch"]
    name, fetch = _job_with("actions/upload-pages-artifact", "restore.yml")
    _, deploy = _job_with("actions/deploy-pages", "restore.yml")
    assert deploy["needs"] == name
    assert fetch["if"] == deploy["if"] == "github.ref == 'refs/heads/main'"
    assert "review restore" in "\n".join(_commands(fetch))
    ci = _load(ROOT / ".github" / "workflows" / "ci.yml")
    assert ci["concurrency"]["group"].replace("${{ github.workflow }}", ci["name"]) == workflow["concurrency"]["group"]


def test_weaknesses_are_asked_about_every_week() -> None:
    """By the clock and by hand, never in the way of a change."""
    workflow = _load(ROOT / ".github" / "workflows" / "audit.yml")
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert _made(workflow["jobs"]["audit"]) == ["audit"]


def test_a_newer_run_does_not_cut_off_a_deployment() -> None:
    """Runs of one branch form a group, in which only those of pull requests are cancelled."""
    for path in WORKFLOWS:
        concurrency = _load(path)["concurrency"]
        assert "github.ref" in concurrency["group"]
        assert concurrency["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


def test_updates_are_offered_weekly_after_a_week() -> None:
    """Dependabot watches actions, Python and npm packages, each weekly and with a cooldown."""
    updates = _load(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {entry["package-ecosystem"] for entry in updates} == {"github-actions", "pip", "npm"}
    for entry in updates:
        assert entry["schedule"]["interval"] == "weekly"
        assert int(entry["cooldown"]["default-days"]) >= 7
