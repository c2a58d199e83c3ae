export const strings = {
  title: 'Sources',
  mayNot: 'You may look; changes need the role editor.',
  notGathering:
    'This server does not read them by itself. Start it with --gather, or run: synoptic gather --watch',
  none: 'No sources yet',
  noneHint:
    'A source is a feed, a sitemap, a list of addresses or a page. Look at an address to see what it would give.',
  add: 'Add a source',
  address: 'Address of a feed, a sitemap or a page',
  addressHint: 'https://gazette.example/',
  look: 'Look',
  looking: 'Being read …',
  found: (form: string, items: number) => `${form}, ${items} ${items === 1 ? 'item' : 'items'}`,
  nothing: 'Nothing that could be a source was found there.',
  feeds: 'Also named there',
  newest: 'Its newest items',
  asReport: 'The newest as a report',
  undated: 'no date',
  untitled: 'no title',
  noOutlet: 'no outlet',
  characters: (count: number) => `${count.toLocaleString()} characters`,
  outlet: 'Outlet',
  every: 'Read every',
  everyChoices: {
    '': 'as usual',
    300: '5 minutes',
    900: '15 minutes',
    3600: 'hour',
    21600: '6 hours',
    86400: 'day',
  },
  addThis: 'Add this source',
  leave: 'Leave it',
  columns: {
    source: 'Source',
    state: 'State',
    success: 'Last read',
    lag: 'Lag',
    perDay: 'Reports a day',
    reports: 'Reports',
    waiting: 'Waiting',
    aside: 'Set aside',
    actions: 'Do',
  },
  states: { paused: 'paused', failing: 'failing', fine: 'fine', new: 'not read yet' },
  never: 'never',
  failures: (count: number) => `${count} in a row`,
  test: 'Test',
  pause: 'Pause',
  resume: 'Resume',
  remove: 'Remove',
  reallyRemove: 'Remove for good',
  keep: 'Keep',
  removeHint: 'Its reports stay.',
  queue: 'Queue',
  counts: (waiting: number, leased: number, failed: number) =>
    `${waiting} waiting, ${leased} being worked on, ${failed} set aside`,
  aside: (source: string) => `Set aside, of ${source}`,
  allAside: 'Set aside',
  noAside: 'Nothing was set aside.',
  showAll: 'Show those of all sources',
  jobColumns: { what: 'What', why: 'Why', when: 'When', actions: 'Do' },
  kinds: { report: 'report', item: 'page' },
  attempts: (count: number) => `${count} ${count === 1 ? 'try' : 'tries'}`,
  retry: 'Try again',
  retryAll: 'Try all of these again',
  drop: 'Drop',
  lag: (seconds: number) => {
    const [value, unit] =
      seconds < 5400
        ? ([Math.max(1, Math.round(seconds / 60)), 'minute'] as const)
        : seconds < 129_600
          ? ([Math.round(seconds / 3600), 'hour'] as const)
          : ([Math.round(seconds / 86_400), 'day'] as const);
    return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  },
} as const;
