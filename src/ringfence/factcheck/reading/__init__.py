"""What a sentence says: of which system, against which targets, and what each figure measures."""
