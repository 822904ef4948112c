"""What a report says, as data: for whoever reads many."""
