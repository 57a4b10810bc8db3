"""Commands on orders and operators."""
