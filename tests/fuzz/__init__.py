"""Inputs that nobody has written yet, grown from the shipped ones: each is an answer or a RingfenceError, in bounded time."""
