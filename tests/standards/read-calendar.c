/* What libical makes of a calendar: read-calendar FROM TO < calendar.ics
 *
 * Prints every occurrence that starts from FROM to TO (20260101T000000Z, TO exclusive), one to a
 * line: uid, start, end, title and description, parted by tabs; a day for whole days and UTC
 * otherwise. In the two texts each octet that is no letter or figure is written as %0A.
 */
#include <ctype.h>
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

static time_t first, last;

static time_t instant(struct icaltimetype time, const icaltimezone *zone) {
    /* Rules carry this flag on from one day to the next, where it may be wrong. */
    time.is_daylight = 0;
    return icaltime_as_timet_with_zone(time, zone);
}

static time_t instant_of(icalcomponent *event, icalproperty *property) {
    struct icaltimetype time = icalproperty_get_datetime_with_component(property, event);
    return instant(time, icaltime_get_timezone(time));
}

/* Whether one of an event's own excluded days, or the day that a substitute stands for, is this one. */
static int names(icalcomponent *event, icalproperty_kind kind, time_t start) {
    icalproperty *day = icalcomponent_get_first_property(event, kind);
    for (; day; day = icalcomponent_get_next_property(event, kind))
        if (instant_of(event, day) == start) return 1;
    return 0;
}

static int has_substitute(icalcomponent *event, time_t start) {
    icalcompiter each = icalcomponent_begin_component(icalcomponent_get_parent(event), ICAL_VEVENT_COMPONENT);
    for (icalcomponent *other; (other = icalcompiter_deref(&each)) != 0; icalcompiter_next(&each))
        if (!strcmp(icalcomponent_get_uid(other), icalcomponent_get_uid(event))
            && names(other, ICAL_RECURRENCEID_PROPERTY, start))
            return 1;
    return 0;
}

static void spoken(time_t moment, int whole_day) {
    char text[32];
    strftime(text, sizeof text, whole_day ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ", gmtime(&moment));
    printf("\t%s", text);
}

static void text(const char *words) {
    putchar('\t');
    for (; words && *words; words++)
        if (isalnum((unsigned char)*words)) putchar(*words);
        else printf("%%%02X", (unsigned char)*words);
}

static void tell(icalcomponent *event, time_t start, time_t length) {
    int whole_day = icaltime_is_date(icalcomponent_get_dtstart(event));
    if (start < first || start >= last) return;
    printf("%s", icalcomponent_get_uid(event));
    spoken(start, whole_day);
    spoken(start + length, whole_day);
    text(icalcomponent_get_summary(event));
    text(icalcomponent_get_description(event));
    putchar('\n');
}

static char *line(char *text, size_t size, void *file) { return fgets(text, size, file); }

int main(int count, char **arguments) {
    if (count != 3) return 2;
    first = icaltime_as_timet(icaltime_from_string(arguments[1]));
    last = icaltime_as_timet(icaltime_from_string(arguments[2]));
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, stdin);
    icalcomponent *calendar = icalparser_parse(parser, line), *event;
    if (!calendar || icalcomponent_count_errors(calendar)) {
        fputs(calendar ? icalcomponent_as_ical_string(calendar) : "no calendar", stderr);
        return 1;
    }
    icalcompiter each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; (event = icalcompiter_deref(&each)) != 0; icalcompiter_next(&each)) {
        icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
        struct icaltimetype begins = icalcomponent_get_dtstart(event), ends = icalcomponent_get_dtend(event);
        time_t start = instant(begins, begins.zone), length = instant(ends, ends.zone) - start;
        if (!rule) {
            tell(event, start, length);
            continue;
        }
        icalrecur_iterator *days = icalrecur_iterator_new(icalproperty_get_rrule(rule), begins);
        for (struct icaltimetype day; !icaltime_is_null_time(day = icalrecur_iterator_next(days));) {
            start = instant(day, begins.zone);
            if (start >= last) break;
            if (!names(event, ICAL_EXDATE_PROPERTY, start) && !has_substitute(event, start))
                tell(event, start, length);
        }
        icalrecur_iterator_free(days);
    }
    return 0;
}
