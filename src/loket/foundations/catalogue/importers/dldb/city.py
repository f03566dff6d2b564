"""The files of the pack that are about the whole city."""

from __future__ import annotations

from typing import Any

from loket.foundations.catalogue.importers.dldb import toml
from loket.foundations.catalogue.importers.dldb.plan import Plan


def write(plan: Plan) -> dict[str, str]:
    """File names to texts."""
    return {
        "city.toml": _city(plan),
        "themes.toml": toml.document({}, {"themes": _themes(plan)}),
        "teams.toml": toml.document({}, {"teams": _teams(plan)}),
        "skills.toml": toml.document({}, {"skills": [_skill(plan)]}),
        "tiers.toml": toml.document({}, {"tiers": [_tier(plan)]}),
        "rules.toml": toml.document({}, {"office_hours": [_office_hours(plan)]}),
    }


def _city(plan: Plan) -> str:
    template, language = plan.template, plan.language
    head = {
        "code": plan.city,
        f"name.{language}": template.name,
        "language": language,
        "zone": template.zone,
        "phone": template.phone,
        f"notice.{language}": template.words.notice if _assumes(plan) else None,
    }
    parts = {
        "branding": {
            "primary": template.branding.primary,
            "deep": template.branding.deep,
            "accent": template.branding.accent,
            "on_primary": template.branding.on_primary,
            "on_accent": template.branding.on_accent,
        },
        "booking": _booking(plan),
        "holidays": {
            "country": template.holidays.country,
            "subdivision": template.holidays.subdivision,
        },
        "search": {"stop": template.search.stop, "synonyms": template.search.synonyms},
    }
    tables = "".join(f"\n[{name}]\n{toml.pairs(one)}" for name, one in parts.items())
    return toml.pairs(head) + tables


def _assumes(plan: Plan) -> bool:
    return any(
        hours.assumed for code in plan.offers.locations for hours in plan.template.hours_of(code)
    )


def _booking(plan: Plan) -> dict[str, Any]:
    rules = plan.template.booking
    spans = {
        "horizon": rules.horizon,
        "hold": rules.hold,
        "late_grace": rules.late_grace,
        "earlier_answer": rules.earlier_answer,
        "change_until": rules.change_until,
    }
    return {
        **{name: toml.span(one) for name, one in spans.items()},
        "reminders": [toml.span(one) for one in rules.reminders],
        "holds_per_client": rules.holds_per_client,
    }


def _themes(plan: Plan) -> list[dict[str, Any]]:
    language = plan.language
    return [
        {"code": one.code, f"name.{language}": one.name, f"summary.{language}": one.summary}
        for one in plan.template.themes
    ]


def _teams(plan: Plan) -> list[dict[str, Any]]:
    by_code = {code: name for name, code in reversed(plan.teams.items())}
    return [{"code": code, f"name.{plan.language}": name} for code, name in sorted(by_code.items())]


def _skill(plan: Plan) -> dict[str, Any]:
    """One for all: the files do not say which counter can do what."""
    return {"code": "counter", f"name.{plan.language}": plan.template.words.skill}


def _tier(plan: Plan) -> dict[str, Any]:
    said, language = plan.template.words, plan.language
    return {
        "code": "office",
        f"name.{language}": said.tier,
        f"summary.{language}": said.tier_summary,
        "promises": [],
        "capabilities": ["booking"],
        "entrance": "appointment",
    }


def _office_hours(plan: Plan) -> dict[str, Any]:
    return {
        "valid_from": plan.template.valid_from,
        "opens": plan.template.office_hours.opens,
        "closes": plan.template.office_hours.closes,
        "days": plan.template.office_hours.days,
        "source": plan.template.office_hours.source,
    }
