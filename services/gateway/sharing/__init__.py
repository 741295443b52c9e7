"""What owners let others see, and who comes by a link."""
