"""What is arithmetic or choice on given values: intake, numbers, the deadline and its sentences."""
