"""Livelihood projects (民生实事): called for, listed, followed, and judged by people."""
