"""English words for the catalogue's fixed lists, for public screens."""

from __future__ import annotations

from collections.abc import Mapping

from yizhan.catalog.states import Admission, BusinessLine, HandlingType, ItemType, MaterialForm, Need

LINES: Mapping[str, str] = {
    BusinessLine.SOCIAL_SECURITY: "Social security and work",
    BusinessLine.CIVIL_AFFAIRS: "Civil affairs and relief",
    BusinessLine.ELDERLY: "Older people",
    BusinessLine.DISABLED: "Disabled people",
    BusinessLine.VETERANS: "Veterans",
    BusinessLine.HEALTH: "Health and family",
    BusinessLine.OTHER: "Other matters",
}
TYPES: Mapping[str, str] = {
    ItemType.LICENCE: "Licence",
    ItemType.LEVY: "Levy",
    ItemType.BENEFIT: "Benefit",
    ItemType.CONFIRMATION: "Confirmation",
    ItemType.OTHER_POWER: "Other power",
    ItemType.REVIEW_AND_FORWARD: "Review and forward",
    ItemType.PUBLIC_SERVICE: "Public service",
}
ADMISSIONS: Mapping[str, str] = {
    Admission.DIRECT: "Handled in this hall",
    Admission.ENTRUSTED: "Received here for another office",
    Admission.ABSENT: "Not handled in this hall",
}
HANDLING: Mapping[str, str] = {
    HandlingType.INSTANT: "Done on the spot",
    HandlingType.PROMISED: "Done within a promised time",
    HandlingType.OTHER: "Other",
}
FORMS: Mapping[str, str] = {
    MaterialForm.ORIGINAL: "original",
    MaterialForm.COPY: "copy",
    MaterialForm.PHOTO: "photo",
    MaterialForm.FORM: "form",
}
NEEDS: Mapping[str, str] = {
    Need.REQUIRED: "required",
    Need.SITUATIONAL: "in some situations",
    Need.OPTIONAL: "optional",
}
