"""Records of people: employees with their assignments, residents with their mandates."""

from loket.foundations.people.models.employees import Assignment, Employee
from loket.foundations.people.models.factors import Factor
from loket.foundations.people.models.residents import Mandate, Resident
from loket.foundations.people.models.starts import Start

__all__ = ["Assignment", "Employee", "Factor", "Mandate", "Resident", "Start"]
