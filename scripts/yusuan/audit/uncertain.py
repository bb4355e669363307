"""Amounts that were read from a picture: what the recogniser was not sure of, and who is likelier to be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.facts.fact import SURE


def uncertain_readings(evidence: Evidence) -> Iterator[Complaint]:
    """An amount read from a scan with little confidence: it may be another one in print."""
    for cell in evidence.cells:
        confidence = evidence.confidence(cell)
        if confidence is not None and confidence < SURE:
            yield Complaint(
                "reading-uncertain",
                (cell.cell_id,),
                found=cell.amount,
                words={
                    "place": evidence.place(cell),
                    "found": cell.printed.strip(),
                    "confidence": f"{confidence:.0%}",
                },
                origin="transcription",
            )


def likelier_origin(complaint: Complaint, evidence: Evidence) -> str:
    """The origin that a complaint states; where its figures or words were read from a scan, the reading is the likelier
    cause."""
    about_print = complaint.origin or complaint.found is not None or complaint.expected is not None
    scanned = any(evidence.confidence(evidence.by_id[cell_id]) is not None for cell_id in complaint.cell_ids)
    return "transcription" if about_print and scanned else complaint.origin
