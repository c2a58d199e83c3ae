// Names of days, months and feasts: in a time expression they name no town, though there is a March and an Easter.
const CALENDAR =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Ramadan|Easter|Christmas)\b/;

export const isOfCalendar = (surface: string): boolean => CALENDAR.test(surface);
