"""The values that travel through the checker: frozen, without behaviour beyond reading themselves."""
