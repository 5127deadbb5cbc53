"""What python-dateutil and zoneinfo say about rules: one JSON case a line in, one JSON answer a line out.

The calendar part is dateutil's `rrule`; the zone part is `zoneinfo`. What RFC 5545 leaves open or says otherwise is
written out here, once:

 1. "once" is no rule: its one local time.
 2. Hours are elapsed time: the rule runs in UTC.
 3. A weekday of weeks moves the start to the first match; weeks count from there.
 4. Day 29 to 31 of months: the last of the days from 28 to it.
 5. A local time in a gap is shifted forward, back, or left out; of one that comes twice the first, the second or both
    are taken: by the case's policy.
 6. Two due times on one instant (a zone left out a whole day) are one.
 7. What is left out is not counted; what runs twice counts once.
 8. Nothing is due after the year 2200.

A case with "text" is a rule in RFC 5545's own words: nothing of the above but 5, with the default policies, 6 and 8.
"""
import json
import sys
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, HOURLY, MO, FR, SA, SU, TH, TU, WE, MONTHLY, WEEKLY, rrule, rrulestr

UTC = timezone.utc
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = [MO, TU, WE, TH, FR, SA, SU]
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=None)
def zone(name):
    return ZoneInfo(name)


def seconds(aware):
    return (aware - EPOCH) // SECOND


def instants(local, tz, gap, overlap):
    """The instants of a local time, and whether it is in a gap."""
    early = local.replace(tzinfo=tz, fold=0).astimezone(UTC)
    late = local.replace(tzinfo=tz, fold=1).astimezone(UTC)
    if early == late:
        return [seconds(early)], False
    if early < late:  # it comes twice
        return {"first": [seconds(early)], "second": [seconds(late)], "both": [seconds(early), seconds(late)]}[overlap], False
    # In a gap, fold 0 reads it with the offset before the jump and so lands after it; fold 1 the other way round.
    return {"shift_forward": [seconds(early)], "shift_back": [seconds(late)], "skip": []}[gap], True


def local_times(case, first):
    unit, interval = case["unit"], case["interval"]
    if unit == "once":
        return [first]
    if unit == "day":
        return rrule(DAILY, interval=interval, dtstart=first)
    if unit == "week":
        if case["weekday"] is not None:
            first += timedelta(days=(case["weekday"] - first.weekday()) % 7)
        return rrule(WEEKLY, interval=interval, dtstart=first)
    interval *= 3 if unit == "quarter" else 1
    if case["weekday"] is not None:
        return rrule(MONTHLY, interval=interval, dtstart=first, byweekday=DAYS[case["weekday"]](case["index"]))
    if first.day > 28:
        return rrule(MONTHLY, interval=interval, dtstart=first, bymonthday=range(28, first.day + 1), bysetpos=-1)
    return rrule(MONTHLY, interval=interval, dtstart=first)


def hours(case, first, tz):
    start, in_gap = instants(first, tz, "shift_forward" if case["gap"] == "skip" else case["gap"],
                             "second" if case["overlap"] == "second" else "first")
    begin = EPOCH.replace(tzinfo=None) + timedelta(seconds=start[0])
    for at, due in enumerate(rrule(HOURLY, interval=case["interval"], dtstart=begin)):
        if not (at == 0 and in_gap and case["gap"] == "skip"):
            aware = due.replace(tzinfo=UTC)
            yield aware.astimezone(tz).year, [seconds(aware)]


def slots(case):
    tz = zone(case["zone"])
    first = datetime.fromisoformat(case["first"])
    if case["unit"] == "hour":
        yield from hours(case, first, tz)
        return
    locals_ = iter(local_times(case, first))
    before = None
    local = next(locals_, None)
    while local is not None:
        following = next(locals_, None)
        found, in_gap = instants(local, tz, case["gap"], case["overlap"])
        if in_gap and found and case["gap"] == "shift_forward" and following is not None:
            if instants(following, tz, "skip", "first")[0] == found:
                found = []
        if in_gap and found and case["gap"] == "shift_back" and before is not None:
            if instants(before, tz, "skip", "first")[0] == found:
                found = []
        yield local.year, found
        before, local = local, following


def by_fields(case):
    out, left = [], case["count"]
    for year, found in slots(case):
        if year > 2200 or left == 0 or len(out) >= case["limit"]:
            break
        if found and left is not None:
            left -= 1
        for at in found:
            if case["until"] is not None and at > case["until"]:
                return out
            out.append(at)
    return out[: case["limit"]]


def by_text(text, limit):
    """The due times of a rule in words, and whether rule 6 had a say."""
    out, merged = [], False
    for due in rrulestr(text, tzids=zone):
        if due.year > 2200 or len(out) >= limit:
            break
        at = seconds(due.astimezone(UTC))
        merged |= bool(out) and out[-1] == at
        if not out or out[-1] != at:
            out.append(at)
    return out, merged


for line in sys.stdin:
    case = json.loads(line)
    answer = {"fields": by_fields(case) if case.get("unit") else None}
    if case.get("text"):
        answer["text"], answer["merged"] = by_text(case["text"], case["limit"])
    print(json.dumps(answer))
