//! A member of staff: when they work, and when they are away.

use std::collections::BTreeMap;

use jiff::civil::Date;
use scheduler_contracts::{ids::StaffId, limits};

use super::identity::{self, Unique};
use crate::{
    domain::schedule::{Hours, WeeklyHours},
    handwritten::{field::Field, table::Table},
    tenants::{
        definition::StaffDefinition,
        time_off::{TimeOffDefinition, WallMoment, calendar_date},
    },
};

/// One member of staff.
pub(super) fn read(member: &Table<'_>, ids: &Unique<StaffId>) -> Option<StaffDefinition> {
    let id = member
        .required("id")
        .and_then(|field| ids.claim(&field, identity::uuid(&field).map(StaffId)?));
    let name = member
        .required("name")
        .and_then(|field| field.line(1..=limits::NAME));
    let weekly = member.or_else("weekly", WeeklyHours::default(), |field| {
        field.table(weekly)
    });
    let overrides = member.or_else("overrides", BTreeMap::new(), |field| overrides(&field));
    let time_off = member.or_else("time_off", Vec::new(), |field| {
        field.each(|away| away.table(time_off))
    });
    Some(StaffDefinition {
        id: id?,
        name: name?.to_owned(),
        weekly: weekly?,
        overrides: overrides?,
        time_off: time_off?,
    })
}

/// Whether they ever work.
pub(super) fn has_hours(member: &StaffDefinition) -> bool {
    let week = &member.weekly;
    let days = [
        &week.mon, &week.tue, &week.wed, &week.thu, &week.fri, &week.sat, &week.sun,
    ];
    days.into_iter()
        .chain(member.overrides.values())
        .any(|hours| !hours.is_empty())
}

fn weekly(week: &Table<'_>) -> Option<WeeklyHours> {
    let day = |key| week.or_else(key, Vec::new(), |field| hours_of_day(&field));
    let (mon, tue, wed, thu) = (day("mon"), day("tue"), day("wed"), day("thu"));
    let (fri, sat, sun) = (day("fri"), day("sat"), day("sun"));
    Some(WeeklyHours {
        mon: mon?,
        tue: tue?,
        wed: wed?,
        thu: thu?,
        fri: fri?,
        sat: sat?,
        sun: sun?,
    })
}

fn overrides(field: &Field<'_>) -> Option<BTreeMap<Date, Vec<Hours>>> {
    let read = |(date, hours): (&str, Field<'_>)| {
        let day = hours_of_day(&hours);
        match calendar_date(date) {
            Some(date) => Some((date, day?)),
            None => hours.refuse(format_args!(
                "`{date}` is no date; write it as `2026-12-24`"
            )),
        }
    };
    let read: Vec<_> = field.entries()?.into_iter().map(read).collect();
    read.into_iter().collect()
}

/// The hours of one day: `[["09:00", "12:30"], ["13:30", "17:00"]]`.
fn hours_of_day(field: &Field<'_>) -> Option<Vec<Hours>> {
    field.each(hours)
}

fn hours(field: &Field<'_>) -> Option<Hours> {
    let ends = field.elements()?;
    let [from, to] = ends.as_slice() else {
        return field.refuse(
            "hours are a beginning and an end; write `[\"09:00\", \"12:30\"]`, and several of them as \
             `[[\"09:00\", \"12:30\"], [\"13:30\", \"17:00\"]]`",
        );
    };
    let (from, to) = (from.parsed(), to.parsed());
    let hours = Hours {
        from: from?,
        to: to?,
    };
    match hours.is_empty() {
        false => Some(hours),
        true => field.refuse(format_args!(
            "they end at {} and begin no earlier, at {}; hours past midnight go in two days, until `24:00` and \
             from `00:00`",
            hours.to, hours.from
        )),
    }
}

fn time_off(away: &Table<'_>) -> Option<TimeOffDefinition> {
    let moment = |key| -> Option<WallMoment> {
        let field = away.required(key)?;
        field.read(field.text_or_datetime()?, str::parse)
    };
    let (from, until) = (moment("from"), moment("until"));
    let away_for = TimeOffDefinition {
        from: from?,
        until: until?,
    };
    match away_for.is_empty() {
        false => Some(away_for),
        true => away.field().refuse(format_args!(
            "it ends, {}, no later than it begins, {}; write the later one in `until`",
            away_for.until, away_for.from
        )),
    }
}
