from pathlib import Path

import pytest
import yaml

from shared.yaml_files import yaml_in


def test_a_file_is_read_as_plain_data(tmp_path: Path) -> None:
    file = tmp_path / "rates.yaml"
    file.write_text("名称: 税率\nrates: [3, 0.06, '09']\n", "utf-8")
    assert yaml_in(file) == {"名称": "税率", "rates": [3, 0.06, "09"]}


def test_a_file_makes_no_objects(tmp_path: Path) -> None:
    file = tmp_path / "harm.yaml"
    file.write_text("!!python/object/apply:os.getcwd []\n", "utf-8")
    with pytest.raises(yaml.YAMLError):
        yaml_in(file)
