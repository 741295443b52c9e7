import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.imaging.names import named_moment


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("signal-2020-10-26-163832.jpg", "2020-10-26T16:38:32"),
        ("signal-2024-05-01-10-11-12-345.jpg", "2024-05-01T10:11:12"),
        ("Screenshot_20181227-152914.png", "2018-12-27T15:29:14"),
        ("Screenshot_2019-04-16-11-19-37-232_app.jpg", "2019-04-16T11:19:37"),
        ("Screenshot 2024-05-01 at 10.11.12.png", "2024-05-01T10:11:12"),
        ("Screen Shot 2024-05-01 at 1.11.12 PM.png", "2024-05-01T13:11:12"),
        ("Screenshot 2024-05-01 at 12.11.12\u202fAM.png", "2024-05-01T00:11:12"),
        ("PXL_20231026_210642603.MP.jpg", "2023-10-26T21:06:42+00:00"),
        ("20230427_145116000_iOS.heic", "2023-04-27T14:51:16+00:00"),
        ("2024-05-01T10-11-12Z.jpg", "2024-05-01T10:11:12+00:00"),
        ("20231207_101605_001.jpg", "2023-12-07T10:16:05"),
        ("20231207_101605(1).jpg", "2023-12-07T10:16:05"),
        ("IMG_20231014_183246_BURST001_COVER.jpg", "2023-10-14T18:32:46"),
        ("00015IMG_00015_BURST20171111030039_COVER.jpg", "2017-11-11T03:00:39"),
        ("DSC_0052_BURST20230709220904977.JPG", "2023-07-09T22:09:04"),
        ("MVIMG_20181212_101112.jpg", "2018-12-12T10:11:12"),
        ("2016_01_30_11_49_15.jpg", "2016-01-30T11:49:15"),
        ("201801261147521000.jpg", "2018-01-26T11:47:52"),
        ("WhatsApp Image 2020-05-14 at 10.11.12 (1).jpeg", "2020-05-14T10:11:12"),
        ("photo_2020-05-14_10-11-12.jpg", "2020-05-14T10:11:12"),
        ("2011-07-19 11.36.39.jpg", "2011-07-19T11:36:39"),
        ("IMG20230405123456.jpg", "2023-04-05T12:34:56"),
    ],
)
def test_a_date_and_a_time(name: str, iso: str) -> None:
    found = named_moment(name)
    assert found is not None
    assert (found.iso(), found.clock) == (iso, True)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("IMG-20171218-WA0028.jpg", "2017-12-18"),
        ("VID-20171218-WA0028.jpg", "2017-12-18"),
        ("2019-07-04.jpg", "2019-07-04"),
        ("Holiday 2019-07-04 (3).jpg", "2019-07-04"),
        ("Scan 2001.02.03 at home.jpg", "2001-02-03"),
        ("20231014_993246.jpg", "2023-10-14"),  # an impossible time
        ("IMG_20130504_12345.jpg", "2013-05-04"),  # a number, and no time
    ],
)
def test_a_day(name: str, day: str) -> None:
    found = named_moment(name)
    assert found is not None
    assert (str(found.local.date()), found.clock, found.day) == (day, False, True)


@pytest.mark.parametrize(
    "name",
    ["", "photo.jpg", "DSC02011.jpg", "IMG_9999.jpg", "1920x1080.jpg", "wallpaper-20201080.jpg", "20190231.jpg",
     "19850704.jpg", "1550000000000.jpg", "a3f20190704b2.jpg", "2019070412.jpg", "99999999.jpg"],
)  # fmt: skip
def test_no_date(name: str) -> None:
    assert named_moment(name) is None


@given(st.text(max_size=60))
def test_nothing_makes_it_fail(name: str) -> None:
    for each in (name, f"2019-07-04{name}", f"20190704_{name}"):
        named_moment(each)
