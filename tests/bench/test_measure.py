"""In: commands and a small bench; out: that figures are the measured process's own, and that the verb runs through."""

from __future__ import annotations

import json
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sitegen.bench import kept, measure, others
from sitegen.bench.compare import Texts
from sitegen.bench.generate import Made
from sitegen.bench.measure import Measured
from sitegen.bench.report import as_text, growth, lines_of
from sitegen.bench.run import BenchFailed, NotFinished, Run, run
from sitegen.cli import review
from sitegen.stages import OF_A_BUILD, READ_TO_RENDER


def test_sphinx_gets_the_pages_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is installed: citations as roles, the list of works as a directive, no ids."""
    pages, works = tmp_path / "stock" / "docs", tmp_path / "stock" / "references.bib"
    (pages / "a").mkdir(parents=True)
    (pages / "a" / "b.md").write_text("# B {#b}\n\nIt is.[@one; @two-2] `x`\n\n\\bibliography\n", encoding="utf-8")
    works.write_text("@article{one,}\n", encoding="utf-8")
    monkeypatch.setattr(others, "_ENGINES", {})
    monkeypatch.setattr(others, "_program", lambda name: None)
    assert others.commands_of(tmp_path, tmp_path) == {}
    monkeypatch.setattr(others, "_program", lambda name: f"/bin/{name}")
    engine = others.commands_of(tmp_path, tmp_path)["sphinx"]
    assert engine.command[0] == "/bin/sphinx-build"
    assert not engine.same
    text = (tmp_path / "sphinx" / "a" / "b.md").read_text(encoding="utf-8")
    assert text.startswith("# B\n\nIt is.{cite:p}`one,two-2` `x`\n\n```{bibliography}\n")
    assert (tmp_path / "sphinx" / "references.bib").read_bytes() == works.read_bytes()
    compile((tmp_path / "sphinx" / "conf.py").read_text(encoding="utf-8"), "conf.py", "exec")


@pytest.mark.slow
def test_a_run_counts_its_own_process(tmp_path: Path) -> None:
    """CPU seconds and memory are the child's, however much the process that asks for it holds."""
    held = b"x" * 150_000_000
    small = run([sys.executable, "-c", "sum(range(10**6))"], tmp_path / "x.log")
    large = run([sys.executable, "-c", "x = b'x' * 200_000_000"], tmp_path / "x.log")
    assert 0 < small.cpu < 30
    assert small.peak_mb < len(held) / 2**20 < large.peak_mb
    assert small.loop > 0


def test_a_command_that_fails_is_named(tmp_path: Path) -> None:
    """A build that fails stops the bench and shows the end of its output."""
    with pytest.raises(BenchFailed, match=r"(?s)stock ended with 3:.*no such plugin"):
        run([sys.executable, "-c", "print('no such plugin'); raise SystemExit(3)"], tmp_path / "stock.log")


@pytest.mark.slow
def test_a_command_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    """It is said to be unfinished, and nothing of it goes on."""
    alive = tmp_path / "alive"
    child = f"import pathlib, time\nwhile True: pathlib.Path({str(alive)!r}).touch(); time.sleep(0.1)"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(NotFinished, match="not finished in 2 s"):
        run([sys.executable, "-c", both], tmp_path / "x.log", 2.0)
    assert alive.exists()
    time.sleep(0.5)
    alive.unlink()
    time.sleep(0.5)
    assert not alive.exists()


@pytest.mark.slow
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    """Two that hold as much each count twice; the largest alone is told, too."""
    holds = "import time; x = b'x' * 200_000_000; time.sleep(1.5)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {holds!r}]); {holds}; p.wait()"
    its = run([sys.executable, "-c", both], tmp_path / "x.log")
    assert 190 < its.largest_mb < 260
    if sys.platform == "linux":
        assert 390 < its.peak_mb < 520
    else:  # other systems do not tell of all processes at once
        assert its.peak_mb == its.largest_mb


def _measured(size: int, ours: float, stock: float | None, *differences: str, **more: Any) -> Measured:
    made = Made(size, 9 * size, 0, 18 * size, size, 1, 1, 1)
    runs = [
        () if cpu is None else (Run(cpu * 3, cpu, 0.0, 100.0, 0.1), Run(cpu, cpu * 2, 0.0, 100.0, 0.1))
        for cpu in (ours, stock)
    ]
    texts = Texts(size, 10 * size, size, differences) if stock else None
    return Measured(made, *runs, texts, date="2026-01-02 03:04 UTC", machine={"cores": 2}, **more)


def _stages(each: float, site: float) -> dict[str, float]:
    return {**dict.fromkeys(READ_TO_RENDER, each), "Making the site": site, "Setting the book": 0.01}


def test_the_report_gives_ratios_and_growth() -> None:
    """Of several rounds the least counts; the exponent is 2 when ten times the size costs a hundred times."""
    sizes = (
        _measured(10, 1.0, 2.0, stages=(_stages(0.1, 0.4), _stages(0.2, 0.2))),
        _measured(100, 10.0, 200.0, "a/index.html: a word", live=0.25),
        _measured(1000, 100.0, None, unfinished={"stock": "not finished in 60 s"}),
    )
    text = as_text(sizes)
    assert "Ours ÷ stock: CPU s 0.50, wall s 0.50, peak MB 1.00." in text
    assert "Ours ÷ stock: CPU s 0.05, wall s 0.05, peak MB 1.00. An edit under `serve` is seen after 0.2 s." in text
    assert "| ours, from nothing | 10.0 | 10.0 | 100.0 | 0.05 |  |" in text
    assert "| stock MkDocs + Material + mkdocs-bibtex | not finished in 60 s | | | | |" in text
    assert "| ours, from nothing | 100.0 | 100.0 | 100.0 | – |  |" in text
    said = "Of ours, from nothing: from read to render 0.3 s CPU, 0.150 of stock; making the site 0.2 s.\n"
    assert text.count("Of ours, from nothing: ") == text.count(said) == 1
    assert "Measured on 2026-01-02 03:04 UTC, 2 cores; seed 1." in text
    assert growth(sizes, "ours", "cpu") == pytest.approx([1.0, 1.0])
    assert growth(sizes, "stock", "cpu")[0] == pytest.approx(2.0)
    assert growth(sizes, "stock", "cpu")[1] is None
    assert "1 difference:\n- a/index.html: a word" in text
    assert "not compared, since not both finished" in text
    assert dict(lines_of(sizes)) == {
        "stock": [(10, 2.0), (100, 200.0)],
        "ours": [(10, 1.0), (100, 10.0), (1000, 100.0)],
    }


def test_sizes_are_kept_and_read_back(tmp_path: Path) -> None:
    """One size at a time, each in its own file; what did not finish is not tried with more entities."""
    more = {"zensical": Run(1.5, 1.0, 0.5, 80.0, 0.1, 80.0)}
    texts = {"zensical": Texts(1, 2, 3, ("x",))}
    large = _measured(300, 5.0, None, unfinished={"stock": "not finished in 60 s"}, sizes={"ours": 7})
    stages = (_stages(0.1, 0.4),)
    small = _measured(30, 1.0, 2.0, "a difference", more=more, others=texts, live=0.5, stages=stages)
    other = replace(_measured(100, 1.0, 2.0), seed=2)
    assert [kept.write(its, tmp_path / "x").name for its in (large, small, other)] == [
        "300.json",
        "30.json",
        "100.json",
    ]
    assert kept.read(tmp_path / "x", 1) == (small, large)
    assert kept.skipped((small, large), 300) == {}
    skipped = {"stock": "not tried: not finished in 60 s with 300 entities"}
    assert kept.skipped((small, large), 1000) == skipped
    assert kept.skipped((large, _measured(1000, 9.0, None, unfinished=skipped)), 3000) == skipped
    assert kept.skipped((_measured(300, 5.0, None, unfinished={"sphinx": kept.NOT_WANTED}),), 1000) == {}


@pytest.mark.slow
def test_a_small_bench_runs_through(tmp_path: Path, real_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten entities: both sites are built, their texts agree, the figures are written, nothing else is left."""
    monkeypatch.setattr(measure, "BOOKS", 0)  # would take as long as all the rest
    monkeypatch.setattr(others, "SPHINX", "no-such-program")
    shutil.copy2(real_root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    call = [
        "bench",
        "--root",
        str(tmp_path),
        "--sizes",
        "10",
        "--seed",
        "3",
        "--rounds",
        "2",
        "--into",
        "kept",
        "--without",
        "properdocs",
    ]
    result = CliRunner().invoke(review, call)
    assert result.exit_code == 0, result.output
    assert "Texts of stock and ours: " in result.output
    assert "Texts of zensical and ours: " in result.output
    folder = tmp_path / "kept"
    assert sorted(file.name for file in folder.iterdir()) == ["10.json", "README.md", "chart.svg"]
    assert not [file for file in (tmp_path / "build").rglob("*") if file.is_file() and file.name != ".lock"]
    assert "ours, a claim edited" in (folder / "chart.svg").read_text(encoding="utf-8")
    size = json.loads((folder / "10.json").read_text(encoding="utf-8"))
    assert size["made"]["entities"] == 10
    assert len(size["ours"]) == len(size["stock"]) == 2
    assert len(size["stages"]) == 2
    assert set(READ_TO_RENDER) < set(size["stages"][0]) <= set(OF_A_BUILD)
    assert all(
        sum(its.values()) < of["user"] + of["system"] for its, of in zip(size["stages"], size["ours"], strict=True)
    )
    assert size["texts"]["pages"] > 30
    assert size["texts"]["differences"] == size["others"]["zensical"]["differences"] == []
    assert size["texts"]["marks"] == size["others"]["zensical"]["marks"] > 0
    assert size["unfinished"] == {"properdocs": kept.NOT_WANTED}
    assert {"ours, nothing changed", "ours, a claim edited", "ours, a work edited", "zensical"} <= set(size["more"])
    assert size["more"]["ours, nothing changed"]["user"] < size["ours"][0]["user"]
    assert min(size["sizes"][name] for name in ("ours", "stock", "zensical")) > 1_000_000
    assert 1_000 < size["sizes"]["a page, packed"] < size["sizes"]["a page"] < 200_000
    assert 0 < size["live"] < 60
    assert size["machine"]["packages"]["mkdocs"]
    assert all(str(tmp_path) not in file.read_text(encoding="utf-8") for file in folder.iterdir())
