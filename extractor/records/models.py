"""The records of a report: the public contract, of which `schemas/` is the published projection.

A field of a typed record is named after its indicator: `mediation.success_rate` fills
`MediationRecord.success_rate`. Titles and definitions belong to the rules, so they are not
repeated here; the schema takes them from there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from extractor.model import Kind, Qualifier, Relation, Role, Status

SCHEMA_VERSION = "1.0"

# Whole numbers are integers; a union also keeps 98 from becoming 98.0 on the way through.
Number = Annotated[
    int | Annotated[float, Field(allow_inf_nan=False)], WithJsonSchema({"type": "number"})
]
Offset = Annotated[int, Field(ge=0)]


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Code(StrEnum):
    """What a finding is about."""

    PARTS = "F-PARTS"  # parts exceed their total, or just miss it
    RATE_RANGE = "F-RATE-RANGE"  # a rate outside 0 to 100
    RATE_COUNTS = "F-RATE-COUNTS"  # a rate that does not follow from its two counts
    ORDER = "F-ORDER"  # more resolved than received
    IMPLAUSIBLE = "F-IMPLAUSIBLE"  # too large, or broken, for what it counts
    HEADLINE = "F-HEADLINE"  # one figure told twice, with two values
    PRECISION = "F-PRECISION"  # more digits than a JSON number holds
    MASKED = "F-MASKED"  # a figure printed as asterisks or crosses
    UNSEEN = "F-UNSEEN"  # characters that print nothing, or nothing sensible, at a number
    SIGN = "F-SIGN"  # a sign that may be a minus, or tells what a word tells as well
    DAMAGED = "F-DAMAGED"  # a number that lost a character on its way
    MISALIGNED = "F-MISALIGNED"  # values of a table under no header for certain
    UNEXPLAINED = "F-UNEXPLAINED"  # a number nothing explains
    YEAR = "F-YEAR"  # no year found
    ORGANISATION = "F-ORGANISATION"  # no issuer found
    ISSUER = "F-ISSUER"  # the report contradicts itself, or its page, on year, date or issuer


class _Model(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, json_schema_serialization_defaults_required=True,
        # Texts of reports hardly recur: kept, they would only take memory.
        cache_strings="keys",
    )


_FIELDS: dict[type[BaseModel], set[str]] = {}


def lean(model: _Model) -> None:
    """Give a model the set of its fields that all of its kind share.

    Of the four kilobytes of a figure pydantic takes two and more for the names of the fields that
    were set: all of them, always.
    """
    kind = type(model)
    if kind not in _FIELDS:
        _FIELDS[kind] = set(kind.model_fields)
    object.__setattr__(model, "__pydantic_fields_set__", _FIELDS[kind])


class Quote(_Model):
    """The clause that supports a figure."""

    start: Offset
    end: Offset
    text: str


class Observation(_Model):
    """One figure with its meaning. Offsets are half-open code-point positions in the source."""

    id: str
    indicator: str
    category: str
    title: str
    value: Number
    value_max: Number | None
    unit: str | None
    qualifier: Qualifier
    status: Status
    relation: Relation
    of: str | None = Field(description="Id of the observation this one belongs to.")
    of_start: Offset | None = Field(description="Start of that observation.")
    period: str | None = Field(description="The words that bound the figure in time.")
    section: str = Field(description="Headings above the figure, joined with ` / `.")
    section_role: Role
    start: Offset
    end: Offset
    text: str = Field(description="The number as printed.")
    quote: Quote
    line: Annotated[int, Field(ge=1)] = Field(description="Line of the source, from 1.")
    rule: str = Field(description="Rule that decided.")


class Mention(_Model):
    """One number of the text, statistic or not."""

    start: Offset
    end: Offset
    text: str
    kind: Kind
    observations: tuple[str, ...]


class Figure(_Model):
    """The headline of an indicator; `observations` names every observation of it."""

    value: Number
    value_max: Number | None
    unit: str | None
    qualifier: Qualifier
    observations: tuple[str, ...]


class Finding(_Model):
    """Something a reader should check; `start` is null where it concerns the whole report."""

    code: Code
    severity: Severity
    message: str
    observations: tuple[str, ...]
    start: Offset | None
    end: Offset | None


class DivisionInfo(_Model):
    """An administrative division: GB/T 2260 code of 6 digits, or 9 for a street, and name."""

    code: str
    name: str


class PlaceInfo(_Model):
    """Where the issuer is. `code` is that of the division it governs or serves; null where its
    name fits several, which are then the candidates, or where the list lacks it."""

    code: str | None
    province: DivisionInfo | None
    city: DivisionInfo | None
    county: DivisionInfo | None
    street: DivisionInfo | None
    confirmed: bool = Field(description="The report names a division above it, too.")
    candidates: tuple[DivisionInfo, ...] = Field(description="With full names.")
    vintage: str = Field(description="Date of the list of divisions.")


class ReaderInfo(_Model):
    """What turned the file into text; another version may place offsets elsewhere."""

    name: str
    version: str


class DocumentInfo(_Model):
    """Which report this is, and what read it."""

    name: str
    sha256: str
    characters: Offset
    encoding: str | None = Field(description="Null for files that hold no plain text.")
    media_type: str
    reader: ReaderInfo
    title: str | None
    organisation: str | None
    level: str | None
    place: PlaceInfo | None
    year: int | None
    published: str | None = Field(description="ISO date.")
    extractor: str = Field(description="Version of the extractor.")
    rulebook: str = Field(description="SHA-256 of the rule data.")


class Record(_Model):
    """Headline figures of one category; null means that the report does not tell the figure."""


class TrainingRecord(Record):
    """Legal training and study of the staff of an organisation."""

    center_group: Figure | None = None
    first_agenda: Figure | None = None
    premeeting: Figure | None = None
    law_study: Figure | None = None
    staff_study: Figure | None = None
    sessions: Figure | None = None
    enforcement: Figure | None = None
    mediators: Figure | None = None
    law_talents: Figure | None = None
    lectures: Figure | None = None
    participants: Figure | None = None
    hours: Figure | None = None
    exams: Figure | None = None
    exam_participants: Figure | None = None
    exam_rate: Figure | None = None
    exam_score: Figure | None = None
    court_observations: Figure | None = None
    duty_reports: Figure | None = None
    study_list: Figure | None = None


class MediationRecord(Record):
    """Mediation of disputes."""

    handled: Figure | None = None
    received: Figure | None = None
    screened: Figure | None = None
    campaigns: Figure | None = None
    major: Figure | None = None
    success_rate: Figure | None = None
    amount: Figure | None = None
    agreements: Figure | None = None
    persons: Figure | None = None
    by_source: Figure | None = None
    diversion_rate: Figure | None = None
    prevented: Figure | None = None
    admin: Figure | None = None
    organisations: Figure | None = None
    mediators: Figure | None = None


class ContractReviewRecord(Record):
    """Legal review of contracts, documents and decisions."""

    contracts: Figure | None = None
    legality: Figure | None = None
    normative: Figure | None = None
    decisions: Figure | None = None
    documents: Figure | None = None
    opinions: Figure | None = None
    suggestions: Figure | None = None
    amount: Figure | None = None
    rate: Figure | None = None
    cleaned: Figure | None = None
    fair_competition: Figure | None = None
    advisers: Figure | None = None
    adviser_matters: Figure | None = None
    procedure: Figure | None = None


class LawsuitRecord(Record):
    """Administrative reconsideration and litigation."""

    reconsideration: Figure | None = None
    reconsideration_closed: Figure | None = None
    reconsideration_outcome: Figure | None = None
    reconsideration_rate: Figure | None = None
    litigation: Figure | None = None
    litigation_closed: Figure | None = None
    civil: Figure | None = None
    total: Figure | None = None
    won: Figure | None = None
    lost: Figure | None = None
    withdrawn: Figure | None = None
    result_rate: Figure | None = None
    head_appearances: Figure | None = None
    head_appearance_rate: Figure | None = None
    judgments: Figure | None = None
    advice: Figure | None = None
    advice_rate: Figure | None = None


class OutreachRecord(Record):
    """Legal education of the public."""

    events: Figure | None = None
    lectures: Figure | None = None
    materials: Figure | None = None
    reached: Figure | None = None
    consultations: Figure | None = None
    posts: Figure | None = None
    views: Figure | None = None
    displays: Figure | None = None
    talents: Figure | None = None
    households: Figure | None = None
    model_units: Figure | None = None
    sites: Figure | None = None
    coverage: Figure | None = None
    rate: Figure | None = None
    conventions: Figure | None = None


class Report(_Model):
    """Everything read from one report."""

    schema_version: str
    document: DocumentInfo
    training: TrainingRecord
    mediation: MediationRecord
    contract_review: ContractReviewRecord
    lawsuit: LawsuitRecord
    outreach: OutreachRecord
    other: dict[str, Figure]
    observations: tuple[Observation, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]

    def figure(self, indicator: str) -> Figure | None:
        """The headline of an indicator, wherever it is kept."""
        category, _, name = indicator.partition(".")
        kind = RECORDS.get(category)
        if kind is None or name not in kind.model_fields:
            return self.other.get(indicator)
        figure: Figure | None = getattr(getattr(self, category), name)
        return figure


RECORDS: dict[str, type[Record]] = {
    "training": TrainingRecord,
    "mediation": MediationRecord,
    "contract_review": ContractReviewRecord,
    "lawsuit": LawsuitRecord,
    "outreach": OutreachRecord,
}
