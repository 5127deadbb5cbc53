"""How two foreign parsers read calendars: one JSON case {"calendar": text} a line in, one JSON answer a line out."""
import json
import sys
from datetime import datetime, timezone

import icalendar
import vobject

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def seconds(aware):
    return int((aware - EPOCH).total_seconds())


def with_icalendar(text):
    found = []
    for calendar in icalendar.Calendar.from_ical(text, multiple=True):
        for event in calendar.walk("VEVENT"):
            if event.errors:
                raise ValueError(event.errors)
            found.append({
                "uid": str(event["UID"]), "start": seconds(event["DTSTART"].dt), "end": seconds(event["DTEND"].dt),
                "summary": str(event["SUMMARY"]), "description": str(event.get("DESCRIPTION", "")),
                "sequence": int(event["SEQUENCE"]),
            })
    return found


def with_vobject(text):
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return [{
        "uid": event.uid.value, "start": seconds(event.dtstart.value), "end": seconds(event.dtend.value),
        "summary": event.summary.value, "description": event.description.value if hasattr(event, "description") else "",
        "sequence": int(event.sequence.value),
    } for event in calendar.contents.get("vevent", [])]


for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps([with_icalendar(case["calendar"]), with_vobject(case["calendar"])]))
