// Every rule of reconciling, with the story of the fixture that shows it in the whole flow, or the case on reports coded
// by hand. rules.test.ts checks that each is there and that the story expects something of the kind.
import type { ExpectedFlowStory } from '../../src/evaluate/expected-story.ts';

interface Rule {
  readonly rule: string;
  /** Stories of tests/reconcile/stories/, and what of theirs shows the rule. */
  readonly stories?: readonly string[];
  readonly expects?: keyof ExpectedFlowStory;
  /** Title of a case in a test file of this folder. */
  readonly test?: readonly [file: string, title: string];
}

export const RULES: readonly Rule[] = [
  // stories
  { rule: 'reports of one happening are one story', stories: ['two-towns-one-day'], expects: 'events' },
  {
    rule: 'one by one gives what all at once gives, in any order',
    test: ['flow.test.ts', 'give the stories that they give all at once'],
  },
  { rule: 'ids last as reports arrive', test: ['changes.test.ts', 'ids of an earlier run last'] },
  { rule: 'a merger is recorded', test: ['changes.test.ts', 'two stories merge'] },
  { rule: 'a split is recorded', test: ['changes.test.ts', 'a story splits'] },
  {
    rule: 'one theatre makes no story of undated reports',
    test: ['changes.test.ts', 'need more than their theatre'],
  },
  {
    rule: 'an undated report joins those whose deed it tells, not all of its town',
    stories: ['bus-stop-shelled', 'shots-at-the-border', 'truce-talks-in-havana'],
    expects: 'elsewhere',
  },
  // copies
  { rule: 'copies that sign with the wire are one text', stories: ['wire-copies'], expects: 'copies' },
  { rule: 'a light rewrite is a copy', stories: ['light-rewrite'], expects: 'copies' },
  {
    rule: 'the origin is named by a byline, a dateline or a tag',
    stories: ['wire-copies', 'light-rewrite'],
    expects: 'origin',
  },
  {
    rule: 'one independent outlet a group of copies',
    stories: ['wire-copies', 'light-rewrite'],
    expects: 'outlets',
  },
  {
    rule: 'a report of no known outlet adds no voice to those that are known',
    stories: ['teachers-in-honduras', 'water-cannon-at-the-shoal'],
    expects: 'outlets',
  },
  {
    rule: 'a long quotation in common makes no copy',
    test: ['stories.test.ts', 'does not take a long quotation'],
  },
  // events
  {
    rule: 'triggers of other words for one act',
    stories: ['place-within-place', 'strikes-a-day-apart'],
    expects: 'events',
  },
  { rule: 'a town and its region may be one place', stories: ['place-within-place'], expects: 'events' },
  { rule: 'another precise day is another event', stories: ['strikes-a-day-apart'], expects: 'apart' },
  { rule: 'another precise place is another event', stories: ['two-towns-one-day'], expects: 'apart' },
  { rule: 'sides that trade places are another event', stories: ['expulsion-and-answer'], expects: 'apart' },
  {
    rule: 'types and means that exclude each other',
    test: ['events.test.ts', 'keeps an air strike and a suicide attack apart'],
  },
  {
    rule: 'planned and held is one event whose status differs',
    stories: ['planned-and-held'],
    expects: 'events',
  },
  { rule: 'what happened is not what was demanded', test: ['events.test.ts', 'keeps what happened apart'] },
  { rule: 'who did it is disputed', stories: ['who-did-it-is-disputed'], expects: 'events' },
  { rule: 'what one report alone says', stories: ['only-in-one'], expects: 'onlyHere' },
  // quotations
  { rule: 'the same words', stories: ['claim-and-denial'], expects: 'quotes' },
  {
    rule: 'a trimmed quotation, the longest wording first',
    stories: ['quotation-of-two-speakers'],
    expects: 'quotes',
  },
  { rule: 'a translation variant', stories: ['translated-quotation'], expects: 'quotes' },
  { rule: 'two translations, word for word', stories: ['truce-talks-in-havana'], expects: 'quotes' },
  { rule: 'indirect speech of a direct quotation', stories: ['translated-quotation'], expects: 'quotes' },
  { rule: 'two speakers of one sentence', stories: ['quotation-of-two-speakers'], expects: 'quotes' },
  // figures
  { rule: 'figures agree', stories: ['only-in-one', 'two-towns-one-day'], expects: 'figures' },
  { rule: 'bounds are compatible with a number in them', stories: ['bounds-that-fit'], expects: 'figures' },
  { rule: 'figures contradict', stories: ['contradicting-tolls'], expects: 'figures' },
  { rule: 'a later, higher toll is an update', stories: ['toll-told-again'], expects: 'figures' },
  {
    rule: 'copies of one text agree with no one',
    test: ['quotes-figures.test.ts', 'of one text agree with no one'],
  },
  {
    rule: 'tolls of one happening are compared whatever words stand about them',
    stories: ['airport-of-goma', 'bus-stop-shelled', 'depot-at-port-sudan'],
    expects: 'figures',
  },
  // denials and positions
  {
    rule: 'a denial in one report answers the claim in another',
    stories: ['claim-and-denial', 'who-did-it-is-disputed'],
    expects: 'denials',
  },
  {
    rule: 'what is denied is an event of its own, apart from what others are said to have done',
    stories: ['denied-meeting'],
    expects: 'apart',
  },
  { rule: 'a position that changes', stories: ['a-position-that-changes'], expects: 'positions' },
  // dates
  { rule: 'a year is lent, and times are read by it', stories: ['year-lent'], expects: 'lent' },
  {
    rule: 'a given date stays',
    test: ['stories.test.ts', 'are lent the date of their story; given dates stay'],
  },
];
