// Who denies what: at the row of a denial what it denies, at the row of a claim who denies it, each with the other's
// number, whether one report tells both or two reports one each.
import type { StoryEvent } from '../schema/story.ts';
import { participantsLabel } from './labels.ts';
import {
  cutWords,
  eventWords,
  type IndexedText,
  mentionKey,
  type Setting,
  siglaOf,
  textOf,
} from './setting.ts';
import type { Denial, DeniedBy } from './synopsis.ts';

const MOST_WORDS = 120;

/** The words of what is denied: an event from its trigger on, a statement as it stands. */
const deniedWords = (text: IndexedText, id: string): string | null => {
  const event = text.events.get(id);
  const span = event ? eventWords(event) : text.statements.get(id)?.content[0];
  return span ? cutWords(text, span, MOST_WORDS) : null;
};

/** What an event denies, by its own report's words where that tells it, else by those of the report that claims it. */
export const denialsOf = (event: StoryEvent, own: number, setting: Setting): Denial[] => {
  const denials = new Map<number | string, Denial>();
  const add = (row: number | null, report: string, id: string): void => {
    const words = deniedWords(textOf(setting, report), id);
    const key = row ?? words;
    if (row !== own && key !== null && words !== null && !denials.has(key)) denials.set(key, { row, words });
  };
  for (const { report, event: id } of event.mentions) {
    const denied = textOf(setting, report).events.get(id)?.denies;
    if (denied) add(setting.numbers.mentions.get(mentionKey(report, denied)) ?? null, report, denied);
  }
  for (const { denial, claim } of setting.story.denials) {
    if (denial !== event.id) continue;
    const told = setting.story.events.find(({ id }) => id === claim)?.mentions[0];
    if (told) add(setting.numbers.items.get(claim) ?? null, told.report, told.event);
  }
  // what has a row of its own needs no second line of words
  const rows = [...denials.values()].filter(({ row }) => row !== null);
  return rows.length > 0 ? rows : [...denials.values()];
};

export const deniedByOf = (event: StoryEvent, setting: Setting): DeniedBy[] =>
  setting.story.denials
    .filter(({ claim }) => claim === event.id)
    .flatMap(({ denial }) => setting.story.events.find(({ id }) => id === denial) ?? [])
    .map(denial => ({
      row: setting.numbers.items.get(denial.id) ?? null,
      who: participantsLabel(denial.actors),
      sigla: siglaOf(setting, denial.mentions),
    }));
