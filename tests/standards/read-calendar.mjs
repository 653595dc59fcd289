// What a reader of calendars makes of one: node read-calendar.mjs READER FROM TO < calendar.ics
//
// READER is ical.js or node-ical. It prints every occurrence that starts from FROM to TO (both in
// UTC, TO exclusive) as JSON: uid, title, description, start and end, a day for whole days and UTC otherwise.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [reader, from, to] = process.argv.slice(2);
const text = readFileSync(0, "utf8");
const [first, last] = [new Date(from), new Date(to)];

const utc = (moment) => moment.toISOString().replace(".000Z", "Z");

function* withIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  const wholes = events.filter((one) => !one.isRecurrenceException());
  const alone = events.filter((one) => one.isRecurrenceException() && !wholes.some((whole) => whole.uid === one.uid));
  const spoken = (time) => (time.isDate ? time.toString() : utc(time.toJSDate()));
  const told = (one, start, end) => {
    const { uid, summary: title, description } = one;
    return { uid, title, description, start: spoken(start), end: spoken(end) };
  };
  for (const one of [...wholes, ...alone]) {
    if (!one.isRecurring()) {
      yield told(one, one.startDate, one.endDate);
      continue;
    }
    for (const other of events) if (other.uid === one.uid && other !== one) one.relateException(other);
    const days = one.iterator();
    for (let day = days.next(); day; day = days.next()) {
      // A substitute may have moved far from its day.
      if (day.toJSDate() - last > 400 * 86400000) break;
      const { item, startDate, endDate } = one.getOccurrenceDetails(day);
      yield told(item, startDate, endDate);
    }
  }
}

function* withNodeIcal() {
  const spoken = (one, moment) => {
    if (one.datetype !== "date") return utc(moment);
    const two = (number) => String(number).padStart(2, "0");
    return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  };
  for (const one of Object.values(nodeIcal.sync.parseICS(text))) {
    if (one.type !== "VEVENT") continue;
    const instances = one.rrule ? nodeIcal.expandRecurringEvent(one, { from: first, to: last }) : [one];
    for (const { summary: title, start, end } of instances) {
      yield { uid: one.uid, title, description: one.description, start: spoken(one, start), end: spoken(one, end) };
    }
  }
}

const READERS = { "ical.js": withIcalJs, "node-ical": withNodeIcal };
const within = ({ start }) => first <= new Date(start) && new Date(start) < last;
console.log(JSON.stringify([...READERS[reader]()].filter(within)));
