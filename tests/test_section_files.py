"""Files of several units in every format, through the commands: a package of each, or a refusal that names them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from invented import document
from projects import Run, refused
from typeset import to_docx, to_html, to_xlsx
from typeset_pdf import to_pdf

from yusuan.reading.document import Document

UNITS = ("云岭县水利局", "云岭县林业局", "云岭县民政局")
ROWS = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "|合计|{3}|{2}|{1}",
    "205|教育支出|{1}|{1}|0.00",
    "208|社会保障和就业支出|{2}|{1}|{1}",
)


def rows(times: int) -> list[str]:
    return [row.format(*(f"{n * times}.00" for n in range(4))) for row in ROWS]


def compilation() -> Document:
    """The tables and the prose of three units, each below its title."""
    text = "云岭县2024年部门预算汇编\n\n"
    for n, unit in enumerate(UNITS, start=1):
        text += f"{unit}2024年部门预算\n\n{unit}依法履行职责。\n\n一般公共预算支出表\n\n单位：元\n\n"
        text += "\n".join(rows(n)) + "\n\n"
    return document(text)


def _cells(row: str) -> list[str | float | None]:
    return [float(cell) if "." in cell else cell or None for cell in row.split("|")]


def sheets(path: Path, is_named: bool = True) -> Path:
    """A workbook with a sheet for each unit, which only the tab names, or only the line above the table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, unit in enumerate(UNITS, start=1):
        sheet = book.create_sheet(unit if is_named else f"表{n}")
        sheet.append(["2024年一般公共预算支出表"])
        sheet.append(["单位：元"] if is_named else [f"编制单位：{unit}", None, None, None, "单位：元"])
        for row in rows(n):
            sheet.append(_cells(row))
    book.save(path)
    return path


def slots(path: Path) -> Path:
    return sheets(path, is_named=False)


def archive(path: Path) -> Path:
    """An archive of workbooks that only their names tell apart."""
    with zipfile.ZipFile(path, "w") as packed:
        for n, unit in enumerate(UNITS, start=1):
            book, stream = openpyxl.Workbook(), io.BytesIO()
            book.active.append(["2024年一般公共预算支出表"])
            book.active.append(["单位：元"])
            for row in rows(n):
                book.active.append(_cells(row))
            book.save(stream)
            packed.writestr(f"{n}.{unit}2024年部门预算.xlsx", stream.getvalue())
    return path


def _written(write: Callable[[Document, Path], object]) -> Callable[[Path], Path]:
    def to(path: Path) -> Path:
        write(compilation(), path)
        return path

    return to


FILES: dict[str, Callable[[Path], Path]] = {
    "county.xlsx": _written(to_xlsx),
    "county.docx": _written(to_docx),
    "county.html": _written(to_html),
    "county.pdf": _written(to_pdf),
    "tabs.xlsx": sheets,
    "slots.xlsx": slots,
    "papers.zip": archive,
}


@pytest.mark.parametrize("name", FILES)
def test_convert_makes_a_package_of_each_unit(project: Path, run: Run, tmp_path: Path, name: str) -> None:
    path, output = FILES[name](tmp_path / name), tmp_path / "out"
    code, out, err = run("convert", path, "-o", output, "--root", project)
    assert (code, err) == (0, "")
    stem = name.partition(".")[0]
    assert sorted(folder.name for folder in output.iterdir()) == [f"{stem}-{n}" for n in (1, 2, 3)]
    for n, unit in enumerate(UNITS, start=1):
        assert f" → {stem}-{n} " in out
        assert f"\n  unit: {unit} (" in out
        package = output / f"{stem}-{n}"
        said = yaml.safe_load((package / "source" / "disclosure.yml").read_text(encoding="utf-8"))
        assert said["organization"] == unit
        assert (package / "source" / name).read_bytes() == path.read_bytes()
        facts = (package / "data" / "facts.csv").read_text(encoding="utf-8")
        assert f",{3 * n}.00,consistent," in facts
        assert len(facts.splitlines()) == 10
        assert "error" not in (package / "data" / "findings.csv").read_text(encoding="utf-8")
    assert out.count("100.0 %") == 3


def test_what_convert_made_can_be_built_as_it_is(project: Path, run: Run, tmp_path: Path) -> None:
    path = FILES["county.docx"](tmp_path / "county.docx")
    assert run("convert", path, "-o", project / "datapackage", "--root", project)[0] == 0
    before = (project / "datapackage" / "county-2" / "data" / "facts.csv").read_bytes()
    assert run("build", "--root", project)[0] == 0
    assert (project / "datapackage" / "county-2" / "data" / "facts.csv").read_bytes() == before
    assert run("validate", "county-2", "--root", project)[0] == 0


def test_add_and_build_ask_which_unit_is_meant(project: Path, run: Run, tmp_path: Path) -> None:
    path, root = FILES["county.docx"](tmp_path / "county.docx"), ("--root", project)
    refused(run("add", path, *root), "holds 3 disclosures", *UNITS)
    refused(run("add", path, "--organization", "远山县档案局", *root), "none of them is “远山县档案局”", *UNITS)
    for n in (0, 1):
        code, _, err = run("add", path, "--organization", UNITS[n], "--id", f"unit-{n}-2024", *root)
        assert (code, err) == (0, "")
    refused(run("add", path, "--organization", UNITS[1], "--id", "again-2024", *root), "is registered already")
    assert run("build", *root)[0] == 0
    facts = (project / "datapackage" / "unit-1-2024" / "data" / "facts.csv").read_text(encoding="utf-8")
    assert ",6.00,consistent," in facts
    source = project / "datapackage" / "unit-1-2024" / "source" / "disclosure.yml"
    source.write_text("id: unit-1-2024\nfile: county.docx\n", encoding="utf-8")
    refused(run("build", *root), "holds 3 disclosures", *UNITS)
    code, out, _ = run("inspect", path, *root)
    assert code == 0
    assert "holds 3 disclosures" in out
