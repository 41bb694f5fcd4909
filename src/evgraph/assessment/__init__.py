"""Assessment: what the fiche judges. Competence, legal basis, and the cabinet's basic attitude."""

from __future__ import annotations

from evgraph.assessment.attitudes import read_attitudes
from evgraph.assessment.competences import read_competences
from evgraph.assessment.legal_basis import read_legal_basis

__all__ = ["read_attitudes", "read_competences", "read_legal_basis"]
