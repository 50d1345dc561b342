"""What a person uses: commands, their arguments, how problems are printed, the live view."""
