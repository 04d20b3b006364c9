"""Which materials a resident's answers leave: for the portal and the kiosk."""

from yizhan.catalog.rules.guide import is_settled, known_answers, needed_materials

__all__ = ["is_settled", "known_answers", "needed_materials"]
