"""The command `add`: a document becomes a registered disclosure that builds, or nothing changes."""

import shutil
from pathlib import Path

import pytest
import yaml
from invented import DOCUMENTS, LISTS
from projects import GOOD, OTHER, Run, refused, tree

from yusuan.recognition.identity import Identity
from yusuan.registering import proposed_id
from yusuan.sources import read_source

DIVISIONS = LISTS["divisions"]


def said(folder: Path) -> dict[str, str]:
    """The keys of a ``disclosure.yml`` as any YAML reader has them, as text."""
    read = yaml.safe_load((folder / "disclosure.yml").read_text(encoding="utf-8"))
    return {name: str(value) for name, value in read.items()}


def test_what_was_added_is_built_and_valid(project: Path, run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "云岭 预算: #1 'x'.txt"
    shutil.copyfile(DOCUMENTS / f"{OTHER}.txt", paper)
    code, out, err = run("add", paper, "--id", "yunling-bureau-2024", "--root", project)
    assert (code, err) == (0, "")
    source = project / "datapackage" / OTHER / "source"
    kept = paper.name.replace(":", "-")  # a path in a package has none
    assert sorted(path.name for path in source.iterdir()) == sorted([kept, "disclosure.yml"])
    assert (source / kept).read_bytes() == paper.read_bytes()
    assert "run `yusuan build`" in out
    found = read_source(source / "disclosure.yml")
    assert said(source)["file"] == found.path.name == kept
    assert (found.fiscal_year, found.phase) == ("2024", "approved")
    assert found.organization.startswith("云岭县")
    assert run("build", "--root", project)[0] == 0
    filled = tree(project / "datapackage" / OTHER)
    (source / "disclosure.yml").write_text(f"id: {OTHER}\nfile: {yaml.safe_dump(kept, allow_unicode=True)}")
    assert run("build", "--root", project)[0] == 0
    bare = tree(project / "datapackage" / OTHER)
    assert bare.pop("source/disclosure.yml") != filled.pop("source/disclosure.yml")
    assert bare == filled  # what is filled in is what is recognised anyway
    assert run("validate", "--root", project)[0] == 0


def test_what_is_not_recognised_is_asked_for(project: Path, run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "2024.txt"
    paper.write_text("2024年预算\n\n收入总表\n单位：元\n项目\t金额\n本年收入\t5.00\n", encoding="utf-8")
    code, out, err = run("add", paper, "--id", "some-office-2024", "--root", project)
    assert (code, err) == (0, "")
    source = project / "datapackage" / "some-office-2024" / "source"
    text = (source / "disclosure.yml").read_text(encoding="utf-8")
    assert f"not recognised: organization; say it in {source / 'disclosure.yml'}" in out
    assert "\n# organization:  # not recognised; write the name of the reporting unit" in text
    assert "\n# source_url:  # write where the document was published" in text
    assert "organization" not in said(source)
    assert said(source)["fiscal_year"] == "2024"
    refused(run("build", "--root", project), "the organization is not recognised")
    (source / "disclosure.yml").write_text(text + "organization: 云岭县文化馆\n", encoding="utf-8")
    assert run("build", "--root", project)[0] == 0


def test_nothing_is_overwritten_and_nothing_is_added_twice(project: Path, run: Run, tmp_path: Path) -> None:
    other = DOCUMENTS / f"{OTHER}.txt"
    before = tree(project)
    named = tmp_path / "disclosure.yml"
    shutil.copyfile(other, named)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n1 0 obj")
    prose = tmp_path / "prose.txt"
    prose.write_text("只有文字的2024年预算。\n", encoding="utf-8")
    root = ("--root", project)
    refused(run("add", other, "--id", GOOD, *root), "is there already and is not overwritten", "--id")
    refused(run("add", DOCUMENTS / f"{GOOD}.txt", "--id", OTHER, *root), f"is registered already, as {GOOD}")
    refused(run("add", other, "--id", "Yunling 2024", *root), "cannot be an id")
    refused(run("add", other, "--id", "codelists", *root), "cannot be an id")
    refused(run("add", other, "--id", "../x", *root), "cannot be an id")
    refused(run("add", named, "--id", "x-2024", *root), "rename the document")
    refused(run("add", broken, "--id", "x-2024", *root), "is not a whole PDF")
    refused(run("add", prose, "--id", "x-2024", *root), "no table was found")
    refused(run("add", tmp_path / "none.txt", *root), "cannot be read")
    assert tree(project) == before


def identity(**known: str) -> Identity:
    fields = {"title": "", "name": "", "division": "", "fiscal_year": "", "phase": "", "scope": ""} | known
    return Identity(variants=(), **fields)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("Sixian Healthcare.pdf", {"fiscal_year": "2024"}, "sixian-healthcare-2024"),
        ("sixian-2024-healthcare.pdf", {"fiscal_year": "2024"}, "sixian-healthcare-2024"),
        ("sixian-2024-healthcare.pdf", {}, "sixian-2024-healthcare"),
        ("预算.pdf", {"fiscal_year": "2024", "division": "610900", "name": "安康市文化馆"}, "ankang-0ee69d-2024"),
        ("预算.pdf", {"fiscal_year": "2025", "division": "610900", "name": "安康市文化馆"}, "ankang-0ee69d-2025"),
        ("1.pdf", {}, "disclosure-"),
    ],
)
def test_the_proposed_id_is_of_the_name_or_of_the_unit(name: str, known: dict[str, str], expected: str) -> None:
    found = proposed_id(Path(name), identity(**known), DIVISIONS)
    assert found.startswith(expected)
    assert found == proposed_id(Path("elsewhere") / name, identity(**known), DIVISIONS)


def test_two_units_of_a_place_get_two_ids() -> None:
    one, two = (identity(division="610900", name=name, fiscal_year="2024") for name in ("安康市文化馆", "安康市图书馆"))
    assert proposed_id(Path("一.pdf"), one, DIVISIONS) != proposed_id(Path("一.pdf"), two, DIVISIONS)
