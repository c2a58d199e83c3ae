// Stories that appeared or changed -> lines for a terminal: what is new about each since it was last shown.
import type { StorySummary } from '../../6-record/index.ts';
import { wrap } from '../../synopsis/wrap.ts';
import { counted } from '../counted.ts';

export interface StoryView {
  readonly width: number;
  readonly colour: boolean;
}

const INDENT = 16;
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

const PARTS = [
  ['reports', 'report'],
  ['independentOutlets', 'independent outlet'],
  ['events', 'event'],
] as const;

/** `3 reports (+1), 2 independent outlets, 4 events (+2)`. */
const countsOf = (story: StorySummary, before: StorySummary | null): string =>
  PARTS.map(([field, name]) => {
    const more = before === null ? 0 : story[field] - before[field];
    const change = more === 0 ? '' : ` (${more > 0 ? '+' : '−'}${Math.abs(more)})`;
    return `${counted(story[field], name)}${change}`;
  }).join(', ');

const daysOf = ({ from, to }: StorySummary): string | null =>
  from === null ? to : to === null || to === from ? from : `${from} to ${to}`;

/** @param before as it was last shown; null for a new one. */
export const storyLines = (
  story: StorySummary,
  before: StorySummary | null,
  at: Date,
  { width, colour }: StoryView,
): string => {
  const time = at.toTimeString().slice(0, 5);
  const word = before === null ? 'new' : 'changed';
  const head = `${time}  ${word.padEnd(7)}  `;
  const body = [
    ...wrap([{ text: `${story.title} [${story.id}]`, style: 'title' }], width - INDENT, 0),
    ...wrap(
      [{ text: [countsOf(story, before), daysOf(story)].filter(Boolean).join('; '), style: null }],
      width - INDENT,
      0,
    ),
  ];
  return body
    .map(({ pieces }, i) => {
      const text = pieces
        .map(({ text: words, style }) =>
          colour && style === 'title' && before === null ? `${BOLD}${words}${PLAIN}` : words,
        )
        .join('');
      return `${i === 0 ? head : ' '.repeat(INDENT)}${text}\n`;
    })
    .join('');
};
