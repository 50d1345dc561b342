"""How long things take: ``python -m benchmarks``. CPU seconds and ratios of one run; the machine hardly matters."""
