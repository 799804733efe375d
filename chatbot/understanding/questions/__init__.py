"""What people ask or say in the middle that is no answer."""
