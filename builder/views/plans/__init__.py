"""Plans and exercises for other readers than a browser: for the scripts of a sheet and of a session, for calendars."""
