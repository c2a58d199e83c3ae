// Stories that an earlier run wrote, read back line by line for their ids and reports: what lets a later run keep the
// ids and say what merged and split.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { StoryReports } from '../5-reconcile/index.ts';
import { Refusal, refuseUnreadable } from './refusal.ts';

const notStories = (path: string, reason: string): Refusal =>
  new Refusal(
    `${path}: ${reason}. Needed: the stories of an earlier run, as "synoptic reconcile --to json" or "--to jsonl" wrote them`,
  );

const isStory = (value: unknown): value is StoryReports => {
  const { id, reports } = (value ?? {}) as Partial<StoryReports>;
  return (
    typeof id === 'string' && Array.isArray(reports) && reports.every(report => typeof report === 'string')
  );
};

/** A story stands on a line of its own in either form; what stands between them is passed over. */
const storyOn = (path: string, line: string, number: number): StoryReports | null => {
  if (!line.startsWith('{"id":')) return null;
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/,\s*$/, ''));
  } catch (error) {
    throw notStories(path, `line ${number} is no JSON (${error instanceof Error ? error.message : error})`);
  }
  if (!isStory(value)) throw notStories(path, `line ${number} is no story`);
  return { id: value.id, reports: value.reports };
};

export const readEarlierStories = async (path: string): Promise<StoryReports[]> => {
  refuseUnreadable(path);
  const stories: StoryReports[] = [];
  const file = createReadStream(path, 'utf8');
  try {
    await once(file, 'open');
    let number = 0;
    for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const last = /^\],"lastStory":(\d{1,15})/.exec(line)?.[1];
      // ids that merged away are not given again
      if (last !== undefined) stories.push({ id: `s${last}`, reports: [] });
      const story = storyOn(path, line, number);
      if (story) stories.push(story);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw notStories(path, error instanceof Error ? error.message : String(error));
  }
  if (stories.length === 0) throw notStories(path, 'it holds no story');
  return stories;
};
