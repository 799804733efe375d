"""What the service does when things break: the fault table, figure by figure. See ``--help``."""

import warnings

# PostgreSQL's package looks for a folder that a service user does not have, and says so.
warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
