"""What earlier runs know: pages, targets, problems and their states."""
