"""What the service does when things break: the fault table, figure by figure. See ``--help``."""
