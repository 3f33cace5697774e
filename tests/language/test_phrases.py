"""In: templates, values and scripts in English; out: the same in another language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sitegen.language.catalogue import missing_phrases
from sitegen.language.language import Language
from sitegen.language.phrases import phrases_of, translated
from sitegen.language.scripts import phrases_of_script, script_in

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted([*ROOT.glob("templates/**/*.md.j2"), *ROOT.glob("templates/theme/**/*.html")])


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_without_a_catalogue_stays_as_it_is(file: Path) -> None:
    """Taking a template apart and putting it together again changes nothing."""
    source = file.read_text(encoding="utf-8")
    assert translated(source, lambda phrase: phrase) == source


@pytest.mark.parametrize(
    ("source", "phrases"),
    [
        ("## Second reading {#second}\n", ("Second reading",)),
        ("Of {{ n }} claims, {{ read }} were read.\n", ("Of {1} claims, {2} were read.",)),
        ("| Claim | Open difference |\n| --- | --- |\n", ("Claim", "Open difference")),
        ('- {{ link(x) }}{{ ", " if not loop.last else "" }}\n', ()),
        ("[Start reading]({{ href(a[0]) }}){: .button } [More](x.md)\n", ("Start reading", "More")),
        ('<nav aria-label="Sections"><a class="x" href="{{ y }}">Here</a></nav>', ("Sections", "Here")),
        ('{{ "Not stated" if a == "not-stated" else b }}', ("Not stated",)),
        ("{%# A note for writers of templates #%}{% if x == 'A Name' %}Yes, it is{% endif %}", ("Yes, it is",)),
    ],
)
def test_phrases(source: str, phrases: tuple[str, ...]) -> None:
    """What readers see, and nothing else."""
    assert phrases_of(source) == phrases


def test_what_is_printed_changes_places() -> None:
    """Another language puts it where it belongs."""
    language = Language({"Of {1} claims, {2} were read.": "{2} von {1} Aussagen gelesen."})
    source = "- Of {{ n }} claims, {{ read }} were read.\n"
    assert language.template(source) == "- {{ read }} von {{ n }} Aussagen gelesen.\n"


def test_values_of_the_program() -> None:
    """Whole texts, with what stands in their holes; what is unknown stays."""
    language = Language({"{1} of {2} pages": "{1} von {2} Seiten", "Status": "Stand", "Coverage of {1}": "Zu {1}"})
    assert language.value("3 of 14 pages") == "3 von 14 Seiten"
    assert language.value("Coverage of Status") == "Zu Stand"
    assert language.value("Other") == "Other"
    assert language.values({"links": [("Status", "status/")], "n": 3}) == {"links": [("Stand", "status/")], "n": 3}


def test_a_phrase_of_holes_is_for_templates_only() -> None:
    """`{1} of {2}` would be found in any sentence of the program."""
    language = Language({"{1} of {2}": "{1} von {2}", "One of {1}": "Eins von {1}"})
    assert language.value("Questions of the sources") == "Questions of the sources"
    assert language.value("One of 6") == "Eins von 6"
    assert language.template("{{ count }} of {{ all }}") == "{{ count }} von {{ all }}"


def test_texts_of_a_script() -> None:
    """Plain texts and those with holes; a text that is compared with stays."""
    source = 'if (kind === "Work") say("Copied", `Copied: ${a ? `x` : b}`); name("data-x"); // "Copied"'
    source = source.replace("${a ? `x` : b}", "${label}")
    language = Language({"Copied": "Kopiert", "Copied: {1}": "Kopiert: {1}", "Work": "Werk"})
    assert script_in(source, language.phrase) == (
        'if (kind === "Work") say("Kopiert", `Kopiert: ${label}`); name("data-x"); // "Copied"'
    )


@pytest.mark.parametrize("file", sorted(ROOT.glob("docs/assets/javascripts/*.js")), ids=lambda file: file.name)
def test_a_script_without_a_catalogue_stays_as_it_is(file: Path) -> None:
    """The same for scripts."""
    source = file.read_text(encoding="utf-8")
    assert script_in(source, lambda phrase: phrase) == source
    assert all(phrases_of_script(source))


@given(st.text(alphabet="ab {}#|<>[]()%*\n\"'.", max_size=60))
def test_any_source_survives(source: str) -> None:
    """Whatever stands in a template, nothing of it is lost."""
    assert translated(source, lambda phrase: phrase) == source


@pytest.mark.parametrize("file", sorted(ROOT.glob("templates/strings/*.yml")), ids=lambda file: file.name)
def test_a_catalogue_keeps_its_holes(file: Path) -> None:
    """A translation prints nothing that the English does not; each phrase stands there once."""
    text = file.read_text(encoding="utf-8")
    keys = [key.value for key, _ in yaml.compose(text, Loader=yaml.BaseLoader).value]
    assert len(keys) == len(set(keys))
    for english, said in yaml.load(text, Loader=yaml.BaseLoader).items():
        assert said, english
        for hole in range(1, 10):
            assert f"{{{hole}}}" in english or f"{{{hole}}}" not in said, english


def test_what_is_missing_is_listed() -> None:
    """A phrase that the catalogue lacks; with all phrases known nothing is missing."""
    folders = [ROOT / "templates"]
    everything = missing_phrases(folders, [], ["Said by the program"], ())
    assert {"Second reading", "Landmarks", "Contents", "Said by the program"} <= set(everything)
    assert missing_phrases(folders, [], ["Said by the program"], everything) == ()
