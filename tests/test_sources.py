"""What people write in disclosure.yml: read as text, every mistake one clear line."""

import json
from pathlib import Path

import jsonschema
import pytest
from sample import ROOT

from yusuan.codelists import read_codelists
from yusuan.errors import InputError
from yusuan.sources import read_source, read_sources

SCHEMA = json.loads((ROOT / "schemas" / "disclosure.schema.json").read_text(encoding="utf-8"))


def write(folder: Path, name: str, text: str, document: bytes | None = b"text") -> Path:
    source = folder / name / "source"
    source.mkdir(parents=True)
    (source / "disclosure.yml").write_text(text, encoding="utf-8")
    if document is not None:
        (source / "a.txt").write_bytes(document)
    return source / "disclosure.yml"


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        read_source(path)
    message = str(refused.value)
    assert "\n" not in message
    assert str(path.parent) in message
    return message


def test_the_five_sources_are_registered() -> None:
    found = {source.id: source.path.name for source in read_sources(ROOT / "datapackage")}
    assert found["ankang-medical-insurance-2024"] == "ankang-medical-insurance-2024.txt"
    assert len(found) >= 5


def test_the_years_of_one_unit_share_its_code() -> None:
    codes = {source.id: source.organization_code for source in read_sources(ROOT / "datapackage")}
    assert codes["anyang-healthcare-security-2021"] == "anyang-healthcare-security"


def test_values_are_the_text_that_is_written(tmp_path: Path) -> None:
    text = "id: x-2024\nfile: a.txt\ndivision: 061090\nfiscal_year: 2024\nphase: approved\norganization: 建明县医保局\n"
    source = read_source(write(tmp_path, "x-2024", text))
    assert (source.division, source.fiscal_year, source.phase) == ("061090", "2024", "approved")
    assert (source.organization, source.scope, source.unit) == ("建明县医保局", "", "")
    assert source.path == tmp_path / "x-2024" / "source" / "a.txt"


WRONG = {
    "id: x\nfile: a.txt\ndivison: 610900": "unknown key 'divison'; did you mean 'division'?",
    "id: x\nfile: a.txt\nyear: 2024": "did you mean 'fiscal_year'?",
    "id: x": "key 'file' is missing",
    "file: a.txt": "key 'id' is missing",
    "id: X_1\nfile: a.txt": "id: 'X_1' cannot be used",
    "id: all\nfile: a.txt": "id: 'all' is kept",
    "id: x\nfile: a.txt\ndivision: 6109": "division: '6109' cannot be used",
    "id: x\nfile: a.txt\nfiscal_year: 24": "fiscal_year: '24' cannot be used",
    "id: x\nfile: a.txt\nphase: budget": "one of draft, approved, revised, executed",
    "id: x\nfile: a.txt\nunit: 万元": "one of yuan, thousand-yuan, wan-yuan, yi-yuan",
    "id: x\nfile: a.txt\norganization:": "organization: '' cannot be used",
    "id: x\nfile: a.txt\norganization: ~": "organization: '~' cannot be used",
    "id: x\nfile: ../a.txt": "file: '../a.txt' cannot be used",
    "id: x\nfile: b.txt": "'b.txt' is not in",
    "id: x\nfile: a.txt\n\nid: y": ":4: key 'id' stands twice (first in line 1)",
    "id: x\nfile: [a.txt]": ":2: must be `key: value`",
    "id: x\nfile: a.txt\nunit: [": ":4: is not valid YAML",
    "id: x: y": ":1: is not valid YAML",
    "id: \x01": "is not valid YAML",
    "id: x\nfile: *b": "undefined alias",
    "": "must be lines of `key: value`",
    "- id\n- file": "must be lines of `key: value`",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_named(text: str, tmp_path: Path) -> None:
    assert WRONG[text] in refusal(write(tmp_path, "x", text + "\n"))


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "x", "")
    path.write_bytes("id: x\norganization: 安康".encode("gbk"))
    assert "is not UTF-8" in refusal(path)


def test_a_document_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    assert "is not in" in refusal(write(tmp_path, "x", "id: x\nfile: a.txt\n", None))
    assert "a.txt: is empty" in refusal(write(tmp_path, "y", "id: y\nfile: a.txt\n", b""))


def test_an_id_is_the_name_of_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "x", "id: y\nfile: a.txt\n")
    with pytest.raises(InputError, match=r"x.source.disclosure\.yml: id 'y' is not the name of its folder 'x'"):
        read_sources(tmp_path)


def test_two_sources_with_one_id_are_named(tmp_path: Path) -> None:
    write(tmp_path, "x", "id: x\nfile: a.txt\n")
    write(tmp_path, "y", "id: x\nfile: a.txt\n")
    with pytest.raises(InputError, match=r"y.source.disclosure\.yml: id 'x' is already that of .*x.source"):
        read_sources(tmp_path)


def test_a_source_without_its_yml_is_named(tmp_path: Path) -> None:
    write(tmp_path, "x", "").unlink()
    with pytest.raises(InputError, match=r"disclosure\.yml: is missing"):
        read_sources(tmp_path)


def test_no_source_at_all_is_named(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    write(tmp_path, ".x.yusuan-old", "id: x\nfile: a.txt\n")
    with pytest.raises(InputError, match="holds no source"):
        read_sources(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_sources(tmp_path / "missing")


def test_the_schema_is_sound_and_takes_numbers_that_other_readers_make_of_codes() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    valid = jsonschema.Draft7Validator(SCHEMA).is_valid
    assert valid({"id": "x", "file": "a.txt", "division": 610900, "fiscal_year": 2024})
    assert not valid({"id": "x", "file": "a.txt", "division": 6109})


def test_the_schema_lists_the_codes_of_the_code_lists() -> None:
    lists = read_codelists(ROOT / "schemas" / "codelists")
    properties = SCHEMA["properties"]
    assert set(properties["phase"]["enum"]) == set(lists["phases"].concepts)
    assert set(properties["unit"]["enum"]) == set(lists["units-of-measure"].concepts)
