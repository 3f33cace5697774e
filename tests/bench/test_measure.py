"""In: commands and a small bench; out: that figures are the measured process's own, and that the verb runs through."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sitegen.bench import measure, others
from sitegen.bench.compare import Texts
from sitegen.bench.generate import Made
from sitegen.bench.measure import BenchFailed, Measured, Report, Run, run
from sitegen.bench.report import as_text, growth
from sitegen.cli import review


def test_sphinx_gets_the_pages_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody has installed it, up to a size: citations as roles, the list of works as a directive, no ids."""
    pages, works = tmp_path / "stock" / "docs", tmp_path / "stock" / "references.bib"
    (pages / "a").mkdir(parents=True)
    (pages / "a" / "b.md").write_text("# B {#b}\n\nIt is.[@one; @two-2] `x`\n\n\\bibliography\n", encoding="utf-8")
    works.write_text("@article{one,}\n", encoding="utf-8")
    monkeypatch.setattr(others, "_ENGINES", {})
    monkeypatch.setattr(others, "_program", lambda name: f"/bin/{name}")
    assert others.commands_of(tmp_path, tmp_path, others.SPHINX_ENTITIES + 1) == {}
    commands = others.commands_of(tmp_path, tmp_path, 100)
    assert commands["sphinx"][0] == "/bin/sphinx-build"
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


def _measured(size: int, ours: float, stock: float, *differences: str) -> Measured:
    made = Made(size, 9 * size, 0, 18 * size, size, 1, 1, 1)
    runs = [(Run(cpu * 3, cpu, 0.0, 100.0, 0.1), Run(cpu, cpu * 2, 0.0, 100.0, 0.1)) for cpu in (ours, stock)]
    return Measured(made, *runs, Texts(size, 10 * size, size, differences))


def test_the_report_gives_ratios_and_growth() -> None:
    """Of several rounds the least counts; the exponent is 2 when ten times the size costs a hundred times."""
    sizes = (_measured(10, 1.0, 2.0), _measured(100, 10.0, 200.0, "a/index.html: a word"))
    text = as_text(Report("2026-01-02T000000Z", 1, {}, sizes))
    assert "      10      10  ours ÷ stock       0.50      0.50      1.00" in text
    assert "     100     100  ours ÷ stock       0.05      0.05      1.00" in text
    assert growth(sizes, "ours", "cpu") == pytest.approx([1.0])
    assert growth(sizes, "stock", "cpu") == pytest.approx([2.0])
    assert "1 other difference:\n  - 100 entities: a/index.html: a word" in text


@pytest.mark.slow
def test_a_small_bench_runs_through(tmp_path: Path, real_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten entities: both sites are built, their texts agree, the figures are written, nothing else is left."""
    for name in ("BOOKS", "LIVE"):  # each would take as long as all the rest
        monkeypatch.setattr(measure, name, 0)
    monkeypatch.setattr(others, "_ENGINES", {"zensical": others._ENGINES["zensical"]})
    shutil.copy2(real_root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    result = CliRunner().invoke(review, ["bench", "--root", str(tmp_path), "--sizes", "10", "--seed", "3"])
    assert result.exit_code == 0, result.output
    assert "No other difference." in result.output
    drawn, file = sorted((tmp_path / "build").rglob("*.*"), key=lambda its: its.suffix, reverse=True)
    assert file.parent == drawn.parent == tmp_path / "build" / "bench"
    assert "ours, a claim edited" in drawn.read_text(encoding="utf-8")
    written = json.loads(file.read_text(encoding="utf-8"))
    (size,) = written["sizes"]
    assert size["made"]["entities"] == 10
    assert size["texts"]["pages"] > 30
    assert size["ours_by_stock"]["cpu"] > 0
    assert {"ours, nothing changed", "ours, a claim edited", "ours, a work edited", "zensical"} <= set(size["more"])
    assert size["more"]["ours, nothing changed"]["user"] < size["ours"][0]["user"]
    assert min(size["bytes"][name] for name in ("ours", "stock")) > 1_000_000
    assert 1_000 < size["bytes"]["a page, packed"] < size["bytes"]["a page"] < 200_000
    assert written["machine"]["packages"]["mkdocs"]
    assert str(tmp_path) not in file.read_text(encoding="utf-8")
