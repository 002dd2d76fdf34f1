"""The schemas say what the models say, byte for byte the same each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import json_text
from made_reports import RULEBOOK, RULES, Given, report

from extractor.io import schema_files
from extractor.io.rule_files import load_rulebook
from extractor.io.schema_files import stale_schemas, write_schemas
from extractor.io.writers.csv_writer import observations_csv, reports_csv
from extractor.records import RECORDS
from extractor.records.schema import schema_texts
from extractor.rulebook.files import RuleFile

TEXTS = schema_texts(RULEBOOK, RuleFile)
COMMITTED = Path(__file__).parent.parent / "schemas"
NAMES = [
    "observations.tableschema.json",
    "report.schema.json",
    "reports.tableschema.json",
    "rule.schema.json",
]


def schema(name: str) -> Any:
    return json.loads(TEXTS[name])


def test_all_schemas_are_there_sorted_and_stable() -> None:
    assert list(TEXTS) == NAMES
    assert schema_texts(RULEBOOK, RuleFile) == TEXTS
    for text in TEXTS.values():
        loaded = json.loads(text)
        assert text == json.dumps(loaded, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@pytest.mark.parametrize("name", ["report.schema.json", "rule.schema.json"])
def test_json_schemas_name_dialect_and_id(name: str) -> None:
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(name)["$id"].startswith("urn:extractor:schema:")


def test_each_typed_field_names_its_indicator_and_title() -> None:
    definitions = schema("report.schema.json")["$defs"]
    for category, record in RECORDS.items():
        for name, field in definitions[record.__name__]["properties"].items():
            assert field["x-indicator"] == f"{category}.{name}"
    handled = definitions["MediationRecord"]["properties"]["handled"]
    assert handled["description"] == RULES["mediation.handled"].title


def test_the_schema_names_every_key_of_a_report() -> None:
    made = json.loads(
        json_text(report("调解53起,XX件", Given("53", "mediation.handled", unit="起")))
    )
    loaded = schema("report.schema.json")
    kinds = {"observations": "Observation", "mentions": "Mention", "findings": "Finding"}
    assert set(made) == set(loaded["properties"]) == set(loaded["required"])
    for key, kind in kinds.items():
        definition = loaded["$defs"][kind]
        assert set(made[key][0]) == set(definition["properties"]) == set(definition["required"])
        assert definition["additionalProperties"] is False


def test_table_schemas_list_the_columns_of_the_tables() -> None:
    tables = {
        "observations.tableschema.json": observations_csv([]),
        "reports.tableschema.json": reports_csv([], RULES),
    }
    for name, data in tables.items():
        header = data.decode("utf-8-sig").strip().split(",")
        assert [field["name"] for field in schema(name)["fields"]] == header
        assert len(set(header)) == len(header)
        assert set(schema(name)["primaryKey"]) <= set(header)


def test_the_committed_schemas_are_fresh() -> None:
    assert stale_schemas(COMMITTED) == [], "run `extract schema --write`"


def test_each_typed_field_has_a_built_in_rule() -> None:
    rules = load_rulebook().rules
    fields = {f"{kind}.{name}" for kind, record in RECORDS.items() for name in record.model_fields}
    assert fields <= rules.keys()


def test_writing_makes_schemas_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_files, "load_rulebook", lambda: RULEBOOK)
    folder = tmp_path / "schemas"
    assert stale_schemas(folder) == NAMES
    assert write_schemas(folder) == NAMES
    assert stale_schemas(folder) == []
    (folder / NAMES[1]).write_text("{}\n", "utf-8")
    assert stale_schemas(folder) == [NAMES[1]]
    assert write_schemas(folder) == [NAMES[1]]
