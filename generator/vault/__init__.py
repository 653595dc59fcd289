"""Pages locked with a passphrase, and what opens them in a browser."""

# The variable of the environment that holds a passphrase; for a group, with the group's name behind it.
VARIABLE = "CHAPTERHOUSE_PASSPHRASE"
