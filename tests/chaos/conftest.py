"""A trial's findings are told in full."""

import pytest

pytest.register_assert_rewrite("chaos.witness", "chaos.hosts.others_witness")
