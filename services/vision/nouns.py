"""Which tags of the vocabulary are said as what a photo shows."""

# They tell how a photo is, or go without saying, and are not what it shows.
_MANNERS = """
    Christmas architecture clothing energy fun green halloween holiday interior light macro measuring night optics
    outdoor pattern red religion retro text texture time travel white winter yellow"""
NO_THING = frozenset(_MANNERS.split())

# Said only where nothing else is: somebody who plays tennis says more than tennis.
_ACTIVITIES = """
    agriculture archery baking baseball basketball boxing camping cleaning construction cooking counting croquet diving
    fishing football golf gymnastics history industry knitting laundry medicine military music navigation photography
    play police racing rugby science skiing sport swimming tennis transport travel volleyball wildlife writing"""
ACTIVITIES = frozenset(_ACTIVITIES.split()) | {"american football", "ice hockey"}
