"""Checking: is what was published what it should be?"""
