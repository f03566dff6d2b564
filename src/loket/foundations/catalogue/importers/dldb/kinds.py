"""Every kind of anomaly, and the rule that the importer follows when it meets one."""

from __future__ import annotations

from typing import Final

#: Kind to: what is odd, and what is done with it. The report shows both.
KINDS: Final[dict[str, tuple[str, str]]] = {
    # files
    "stated_count_differs": (
        "the file states another number of entries than it holds",
        "what it holds is imported",
    ),
    "unknown_field": (
        "a field that the importer does not know",
        "left out; the detail counts its values",
    ),
    "field_not_kept": (
        "a field with values that our format has no place for",
        "left out; the detail counts its values",
    ),
    "entry_without_id": (
        "an entry without a name, or whose id is not of digits and small letters",
        "left out",
    ),
    "entry_twice": ("an id that an earlier entry has", "left out; the first counts"),
    # locations
    "location_not_public": (
        "a location that is not public",
        "written with a profile that has ended: nobody sees it; `publish` in the template opens it",
    ),
    "location_without_services": (
        "a location without any service",
        "written without the capability to book, with the reason published",
    ),
    "location_without_bookable_services": (
        "a public location with services, none of which the public may book there",
        "written; residents find nothing to book there",
    ),
    "location_name_shared": (
        "a display name that several locations share",
        "the full name is used, which tells them apart",
    ),
    "location_name_twice": ("a full name that several locations share", "the id is added to it"),
    "location_meta_id_differs": ("an inner id that differs from the id", "the id counts"),
    "location_without_point": (
        "a location without a point on the map, or with zero",
        "written without a point: found by time, not by distance",
    ),
    "location_far_away": (
        "a point more than 50 km from the middle of all others",
        "left out: a wrong point misleads more than none",
    ),
    "location_elsewhere": (
        "a location in another municipality than most",
        "kept, with its own municipality in the address",
    ),
    "location_address_incomplete": (
        "a location without street, postal code or municipality",
        "written with a dash in its place",
    ),
    "location_without_phone": (
        "a location without a telephone number",
        "the city's number stands in",
    ),
    "location_phone_odd": (
        "a telephone number with an area code that no other location has",
        "kept as it is; to be checked by the city",
    ),
    "location_without_email": ("a location without an e-mail address", "none is shown"),
    "location_without_unit": (
        "a location without a unit of the organisation",
        "its organisation stands in, or else the city",
    ),
    "location_without_slot_time": ("a location without a slot time", "only minutes are used"),
    "location_looks_like_a_test": ("a location with a test in its name", "treated as any other"),
    "location_refers_to_nothing": (
        "a location that refers to a service or location that does not exist, or is not its own",
        "the reference is left out",
    ),
    "location_hours_assumed": (
        "a location without opening hours and counters, which the format does not have",
        "taken from template.toml, and marked as assumed on every page",
    ),
    "location_not_in_template": (
        "a location that the kept template does not name",
        "one counter and the general hours; to be added to the template",
    ),
    # services
    "service_not_public": (
        "a service that is not public",
        "written as a draft that nobody sees; `publish` in the template publishes it",
    ),
    "service_without_place": ("a service without any location", "written; offered nowhere"),
    "service_without_public_place": (
        "a public service that no public location offers",
        "written; offered nowhere that residents see",
    ),
    "service_name_twice": ("a name that several services share", "kept; the code tells them apart"),
    "service_minutes_missing": (
        "a service without minutes, or with zero",
        "the most usual at its locations, else `minutes` of the template",
    ),
    "service_minutes_odd": (
        "minutes that are no multiple of five, or more than 480",
        "kept, up to 480; a visit takes whole ticks of five",
    ),
    "service_longer_than_hours": (
        "a service that lasts longer than any assumed stretch of a location that offers it",
        "kept; cannot be booked there until the template has longer hours",
    ),
    "service_quantity_missing": ("no number at once, or zero", "one at a time"),
    "service_quantity_too_high": ("more than twenty at once", "twenty, which is our most"),
    "service_without_description": (
        "an empty description, or one without a word",
        "the summary says that there is none",
    ),
    "service_markup_odd": (
        "markup that has no place in a text, such as scripts and tables",
        "only the words are kept; what scripts hold is dropped",
    ),
    "service_without_fees": ("a service without a word about fees", "no fee is shown"),
    "service_fees_many": (
        "a text about fees that is not one amount",
        "no single fee is shown; the text stands with the counter",
    ),
    "service_without_leika": (
        "a service without a number in the catalogue of all administrations",
        "kept; the number is only a remark",
    ),
    "service_leika_shared": ("such a number that several services have", "kept as a remark"),
    "service_without_keywords": ("a service without keywords", "found by its name and text only"),
    "service_not_on_start_page": (
        "a service that the source keeps off its start page",
        "shown as any other: our pages have no such distinction",
    ),
    "service_of_several_units": (
        "a service that several units of the organisation offer",
        "the unit with most of its locations answers for it",
    ),
    "service_without_theme": (
        "a service in which no word of any theme occurs",
        "in the last theme of the template",
    ),
    "service_looks_like_a_test": ("a service with a test in its name", "treated as any other"),
    # a service at a location
    "pair_unknown_service": ("a location offers a service that does not exist", "left out"),
    "pair_unknown_location": ("a service is offered at a location that does not exist", "left out"),
    "pair_twice": ("the same service twice at a location", "left out; the first counts"),
    "pair_only_at_location": (
        "only the location says that it offers the service",
        "kept: the file of locations holds the minutes",
    ),
    "pair_only_at_service": (
        "only the service says that the location offers it",
        "not offered there: the file of locations holds the minutes",
    ),
    "pair_not_public": ("a service that is not public at this location", "not offered there"),
    "pair_hidden": (
        "a location that does not want to be shown for this service",
        "not offered there",
    ),
    "pair_without_appointment": (
        "a service for which this location takes no appointments",
        "not offered there for booking",
    ),
    "pair_external": (
        "a service that is booked in another system",
        "not offered there for booking",
    ),
    "pair_minutes_missing": (
        "a service without minutes at a location",
        "those of the service count",
    ),
    "pair_minutes_differ": (
        "other minutes at a location than the service says",
        "the location's own minutes count there",
    ),
    "pair_slots_differ": (
        "slots times slot time is not the minutes",
        "the minutes count",
    ),
    "pair_slots_zero": (
        "the file of services says zero slots where the file of locations says more",
        "the file of locations counts",
    ),
    "pair_multiple_differs": (
        "`multiple` says another number at once than `maxQuantity`",
        "`maxQuantity` counts",
    ),
    "pair_quantity_differs": (
        "another number at once at a location than the service says",
        "the service's counts: a product has one number everywhere",
    ),
    # what goes together
    "combination_unknown": ("combines with an id that is no service", "left out"),
    "combination_twice": ("the same combination twice", "once"),
    "combination_one_sided": (
        "combines with a service that does not say so in return",
        "kept as the file says; both must say so, so it cannot be booked",
    ),
    "combination_not_with_itself": (
        "does not name itself among what it combines with",
        "several at once follow the number at once only",
    ),
    "combination_without_common_place": (
        "two services combine that no location offers both",
        "kept; no visit will be found",
    ),
}
