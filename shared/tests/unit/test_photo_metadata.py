"""What cameras write into photos is not kept; what is seen is."""

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from shared.photo_metadata import (
    ORIENTATION,
    PhotoUnreadable,
    jpeg_without_metadata,
    png_without_metadata,
)

GPS, MAKER = 0x8825, 0x010F
SECRETS = (b"Huaihua", b"Exif", b"GPS", b"2026:11:27", b"lovely")


def a_jpeg(orientation: int = 1, *, progressive: bool = False) -> bytes:
    """A small photo that says where, when and with what it was taken."""
    picture = Image.effect_noise((64, 48), 60).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER], exif[0x0132] = orientation, "Huaihua", "2026:11:27 08:00:00"
    exif.get_ifd(GPS)[2] = (27.0, 33.0, 12.0)
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif, comment=b"lovely", progressive=progressive)
    return made.getvalue()


def opened(photo: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(photo))
    picture.load()
    return picture


@pytest.mark.parametrize("progressive", [False, True])
def test_place_time_and_camera_are_taken_out_and_every_pixel_stays(progressive: bool) -> None:  # noqa: FBT001
    photo = a_jpeg(progressive=progressive)
    bare = jpeg_without_metadata(photo)

    assert opened(photo).getexif().get_ifd(GPS)
    assert not any(secret in bare for secret in SECRETS)
    assert opened(bare).tobytes() == opened(photo).tobytes()
    assert dict(opened(bare).getexif()) == {}


@pytest.mark.parametrize("orientation", range(2, 9))
def test_which_way_up_a_photo_is_held_is_all_that_stays(orientation: int) -> None:
    bare = jpeg_without_metadata(a_jpeg(orientation))

    assert dict(opened(bare).getexif()) == {ORIENTATION: orientation}


def test_a_film_behind_the_picture_is_left_out() -> None:
    photo = a_jpeg()
    assert jpeg_without_metadata(photo + b"ftypmp42 and where it was taken").endswith(b"\xff\xd9")
    assert jpeg_without_metadata(photo + b"tail") == jpeg_without_metadata(photo)


def test_cleaning_twice_changes_nothing_more() -> None:
    bare = jpeg_without_metadata(a_jpeg(6))
    assert jpeg_without_metadata(bare) == bare


@pytest.mark.parametrize("cut", [3, 10, 40, 200, 600])
def test_a_broken_photo_is_refused(cut: int) -> None:
    with pytest.raises(PhotoUnreadable):
        jpeg_without_metadata(a_jpeg()[:cut])


def a_png() -> bytes:
    words = PngInfo()
    words.add_text("Location", "Huaihua")
    words.add_itxt("Comment", "lovely", zip=True)
    exif = Image.Exif()
    exif[MAKER] = "Huaihua"
    made = io.BytesIO()
    Image.effect_noise((20, 20), 50).save(made, "PNG", pnginfo=words, exif=exif)
    return made.getvalue()


def test_words_in_a_png_are_taken_out_and_every_pixel_stays() -> None:
    photo = a_png()
    bare = png_without_metadata(photo + b"behind the end")

    assert not any(name in bare for name in (b"tEXt", b"iTXt", b"eXIf", b"Huaihua", b"behind"))
    assert opened(bare).tobytes() == opened(photo).tobytes()


def test_a_png_whose_chunk_is_longer_than_the_file_is_refused() -> None:
    name = b"IDAT"
    chunk = struct.pack(">I", 1 << 31) + name + struct.pack(">I", zlib.crc32(name))
    with pytest.raises(PhotoUnreadable):
        png_without_metadata(b"\x89PNG\r\n\x1a\n" + chunk)
