"""How long things take: ``make bench``. CPU seconds and ratios of one run; the machine hardly matters."""
