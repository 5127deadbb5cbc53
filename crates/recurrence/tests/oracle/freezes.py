"""What recurring-ical-events makes of calendars: {"calendar", "from", "to"} a line in, the [start, end] of events out."""
import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

UTC = timezone.utc
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seconds(value, zone):
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=ZoneInfo(zone))
    return (value.astimezone(UTC) - EPOCH) // timedelta(seconds=1)


for line in sys.stdin:
    case = json.loads(line)
    calendar = icalendar.Calendar.from_ical(case["calendar"])
    # A day more on both sides: whole days have no zone there, and are cut here.
    begin, end = (EPOCH + timedelta(seconds=case[name]) for name in ("from", "to"))
    found = []
    for event in recurring_ical_events.of(calendar).between(begin - timedelta(days=2), end + timedelta(days=2)):
        start, stop = seconds(event["DTSTART"].dt, case["zone"]), seconds(event["DTEND"].dt, case["zone"])
        if start < stop and start < case["to"] and stop > case["from"]:
            found.append([start, stop])
    print(json.dumps(sorted(found)))
