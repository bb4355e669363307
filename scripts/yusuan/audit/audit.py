"""Run every rule over one disclosure and word what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from yusuan.audit.absences import misplaced_absences
from yusuan.audit.amounts import broken_identities, broken_sums, contradicted_amounts
from yusuan.audit.balance import unbalanced
from yusuan.audit.change_words import (
    changes_from_another_year,
    changes_without_reason,
    contradicted_directions,
    reasons_that_contradict,
    zero_changes,
)
from yusuan.audit.changes import changes_that_do_not_add, previous_years_that_disagree
from yusuan.audit.codes import contradicted_codes
from yusuan.audit.correspondence import classes_that_do_not_correspond
from yusuan.audit.counts import counts_that_differ, offices_miscounted, vehicle_purchases_that_differ
from yusuan.audit.denials import denied_amounts
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint, Finding
from yusuan.audit.layout import (
    amounts_without_label,
    columns_without_amounts,
    labels_told_by_place,
    moved_cells,
    summaries_without_total,
)
from yusuan.audit.measure import implausible_units, tables_without_unit
from yusuan.audit.names import varying_names
from yusuan.audit.numbering import broken_numbering
from yusuan.audit.parts import covered_amounts_that_differ, listed_meetings_beyond_budget, parts_that_do_not_add
from yusuan.audit.phases import titles_of_another_phase
from yusuan.audit.presence import index_against_tables
from yusuan.audit.prose import prose_against_tables
from yusuan.audit.prose_codes import codes_of_another_list, codes_with_other_names
from yusuan.audit.ratios import percentages_that_differ, shares_that_differ
from yusuan.audit.repeated import repeated_lines
from yusuan.audit.staffing import staff_in_targets_that_differ, staffing_that_does_not_add
from yusuan.audit.targets import costly_targets, missing_targets, repeated_forms, unlisted_targets
from yusuan.audit.titles import repeated_numbers, titles_of_another_year
from yusuan.audit.uncertain import likelier_origin, uncertain_readings
from yusuan.audit.wording import doubled_words, misprinted_words, numbers_without_unit, repeated_paragraphs
from yusuan.concepts import Codelist
from yusuan.reading.document import Location

Rule = Callable[[Evidence], Iterator[Complaint]]

RULES: tuple[Rule, ...] = (
    contradicted_amounts,
    broken_sums,
    broken_identities,
    unbalanced,
    prose_against_tables,
    codes_of_another_list,
    codes_with_other_names,
    parts_that_do_not_add,
    changes_that_do_not_add,
    previous_years_that_disagree,
    percentages_that_differ,
    shares_that_differ,
    contradicted_directions,
    staffing_that_does_not_add,
    counts_that_differ,
    offices_miscounted,
    vehicle_purchases_that_differ,
    covered_amounts_that_differ,
    listed_meetings_beyond_budget,
    denied_amounts,
    numbers_without_unit,
    zero_changes,
    changes_without_reason,
    reasons_that_contradict,
    changes_from_another_year,
    staff_in_targets_that_differ,
    misprinted_words,
    doubled_words,
    repeated_paragraphs,
    unlisted_targets,
    missing_targets,
    costly_targets,
    repeated_forms,
    contradicted_codes,
    classes_that_do_not_correspond,
    index_against_tables,
    misplaced_absences,
    titles_of_another_year,
    titles_of_another_phase,
    repeated_numbers,
    varying_names,
    tables_without_unit,
    implausible_units,
    repeated_lines,
    amounts_without_label,
    columns_without_amounts,
    summaries_without_total,
    labels_told_by_place,
    moved_cells,
    broken_numbering,
    uncertain_readings,
)
"""Every rule, in the order in which their findings are published."""

_SEVERITIES = ("error", "warning", "note")


def _locations(complaint: Complaint, evidence: Evidence) -> tuple[Location, ...]:
    of_cells = (evidence.by_id[cell_id].location for cell_id in complaint.cell_ids)
    return tuple(dict.fromkeys((*of_cells, *complaint.locations)))


def _tables(complaint: Complaint, evidence: Evidence) -> tuple[str, ...]:
    """The ids of the tables that hold the cells, else of those that stand at the places complained of."""
    of_cells = (evidence.by_id[cell_id].table_id for cell_id in complaint.cell_ids)
    found = tuple(dict.fromkeys(table_id for table_id in of_cells if table_id in evidence.tables))
    if found:
        return found
    at_places = (evidence.table_at(location) for location in complaint.locations)
    return tuple(dict.fromkeys(table_id for table_id in at_places if table_id))


def _finding(complaint: Complaint, number: int, evidence: Evidence, codes: Codelist) -> Finding:
    concept = codes[complaint.code]
    figures = complaint.expected, complaint.found
    difference: Decimal | None = None
    if figures[0] is not None and figures[1] is not None:
        difference = figures[1] - figures[0]
    return Finding(
        finding_id=f"{complaint.code}.{number}",
        code=complaint.code,
        severity=concept.extra["severity"],
        message_zh=concept.extra["message_zh"].format_map(complaint.words),
        message_en=concept.extra["message_en"].format_map(complaint.words),
        cell_ids=complaint.cell_ids,
        locations=_locations(complaint, evidence),
        tables=_tables(complaint, evidence),
        expected=complaint.expected,
        found=complaint.found,
        difference=difference,
        tolerance=complaint.tolerance,
        origin=likelier_origin(complaint, evidence),
    )


def audit(evidence: Evidence) -> tuple[Finding, ...]:
    """All findings of a disclosure: errors first, then warnings and notes; within a severity by rule and in reading
    order. The number in a finding's id counts within its code."""
    codes = evidence.codelists["finding-codes"]
    counts: dict[str, int] = {}
    found = []
    for rule in RULES:
        for complaint in rule(evidence):
            counts[complaint.code] = counts.get(complaint.code, 0) + 1
            found.append(_finding(complaint, counts[complaint.code], evidence, codes))
    return tuple(sorted(found, key=lambda finding: _SEVERITIES.index(finding.severity)))
