"""What a sentence says of orders and deliveries."""
