export const strings = {
  title: 'Stories',
  count: (reports: number, outlets: number) =>
    `${reports} ${reports === 1 ? 'report' : 'reports'}, ${outlets} independent ${outlets === 1 ? 'outlet' : 'outlets'}`,
  reported: (day: string) => `reported ${day}`,
  events: (count: number) => `${count} ${count === 1 ? 'event' : 'events'}`,
  corroborated: (count: number) => `${count} corroborated`,
  disputed: (count: number) => `${count} disputed`,
  reviewed: (count: number) => `${count} reviewed`,
  timeline: (from: string, to: string) => `Events from ${from} to ${to}`,
  undated: 'undated',
  more: (count: number) => `and ${count} more`,
  empty: 'No stories yet',
  emptyHint: 'Reports become stories once they are added: paste one, or drop files.',
  add: 'Add reports',
  noneLeft: 'No story fits these filters',
  noneLeftHint: 'Take one away, or clear them all above.',
} as const;
