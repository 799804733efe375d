"""Open Referral UK 3.0 and 1.0: what comes from other directories, and what goes to them."""
