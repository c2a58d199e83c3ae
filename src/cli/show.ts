// `synoptic show ID`: one report, event or story of the store, with the words that it rests on.
import { type Command, Option } from 'commander';
import type { Store } from '../6-record/index.ts';
import type { EventRecord } from '../schema/recorded-event.ts';
import type { CodedText, Story } from '../schema/story.ts';
import { outOption, withExamples } from './options.ts';
import { withOutput } from './output.ts';
import { Refusal } from './refusal.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

const KINDS = ['report', 'event', 'story'] as const;
type Kind = (typeof KINDS)[number];

interface ShowOptions extends StoreChoice {
  readonly kind?: Kind;
  readonly versions?: boolean;
  readonly to: 'text' | 'json';
  readonly out?: string;
}

interface Shown {
  readonly json: unknown;
  readonly text: () => Promise<string>;
}

const textsOf = async (store: Store, ids: readonly string[]): Promise<CodedText[]> => {
  const { readText } = await import('../6-record/index.ts');
  const texts: CodedText[] = [];
  for (const id of ids) {
    const text = await readText(store.database, id);
    if (text) texts.push(text);
  }
  return texts;
};

const render = async (stories: readonly Story[], texts: readonly CodedText[]): Promise<string> => {
  const [{ renderTerminal }, { wantsColour }, { textWidth }] = await Promise.all([
    import('../synopsis/index.ts'),
    import('./output.ts'),
    import('./record/write-entries.ts'),
  ]);
  return renderTerminal(stories, texts, { width: textWidth(), colour: wantsColour(null) });
};

const showStory = async (store: Store, id: string): Promise<Shown | null> => {
  const { readStory } = await import('../6-record/index.ts');
  const story = await readStory(store, id);
  if (!story) return null;
  return { json: story, text: async () => render([story], await textsOf(store, story.reports)) };
};

const eventText = async (store: Store, record: EventRecord): Promise<string> => {
  const [{ entryText, eventEntry }, { textWidth }] = await Promise.all([
    import('./record/entry.ts'),
    import('./record/write-entries.ts'),
  ]);
  const { event } = record;
  const texts = new Map(
    (await textsOf(store, [...new Set(event.mentions.map(({ report }) => report))])).map(text => [
      text.report.id,
      text,
    ]),
  );
  const width = textWidth();
  const parts = [entryText(eventEntry(record), width)];
  for (const { field, values } of event.differences)
    parts.push(
      entryText(
        {
          head: [`they differ in ${field}`],
          lines: values.map(
            ({ value, mentions }) => `${value}: ${mentions.map(({ report }) => report).join(', ')}`,
          ),
        },
        width,
      ),
    );
  for (const { report, event: id } of event.mentions) {
    const text = texts.get(report);
    const mention = text?.coded.events.find(each => each.id === id);
    if (!text || !mention) continue;
    const words = mention.evidence.map(({ start, end }) => `“${text.report.text.slice(start, end)}”`);
    parts.push(
      entryText(
        {
          head: [`${report} ${id}`, text.report.publishedAt?.slice(0, 10) ?? 'undated', text.report.outlet],
          lines: [
            mention.status === event.status ? null : `status here: ${mention.status}`,
            mention.type === event.type ? null : `type here: ${mention.type}`,
            ...words,
          ],
        },
        width,
      ),
    );
  }
  return parts.join('\n');
};

const showEvent = async (store: Store, id: string): Promise<Shown | null> => {
  const { readEvent } = await import('../6-record/index.ts');
  const record = await readEvent(store, id);
  return record && { json: record, text: () => eventText(store, record) };
};

const showReport = async (store: Store, id: string): Promise<Shown | null> => {
  const { readCoding, readReport } = await import('../6-record/index.ts');
  const report = await readReport(store, id);
  const coded = report && (await readCoding(store, id));
  if (!report || !coded) return null;
  const text = async (): Promise<string> => {
    const { tellTogether } = await import('../5-reconcile/index.ts');
    const texts = await textsOf(store, [id]);
    const [{ entryText }, { textWidth }] = await Promise.all([
      import('./record/entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    const paragraphs = report.text
      .split('\n')
      .map(line => (line.trim() === '' ? '\n' : entryText({ head: [line], lines: [] }, textWidth())));
    return `${await render([tellTogether(texts)], texts)}\n${paragraphs.join('').trimEnd()}\n`;
  };
  return { json: { report, coded }, text };
};

const CHANGE = { added: '+', removed: '-' } as const;

const showVersions = async (store: Store, id: string): Promise<Shown> => {
  const { versionChanges } = await import('../6-record/index.ts');
  const versions = await versionChanges(store, id);
  if (versions.length === 0)
    throw new Refusal(
      `there is no report "${id}" in ${store.name}. See what there is: synoptic list reports`,
    );
  const text = async (): Promise<string> => {
    const [{ entryText }, { textWidth }] = await Promise.all([
      import('./record/entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    const entries = versions.map(({ number, id: own, addedAt, isCurrent, titleBefore, title, changes }) => ({
      head: [`version ${number}`, own, addedAt.slice(0, 16).replace('T', ' '), isCurrent ? 'current' : null],
      lines: [
        titleBefore === null ? title : `headline before: ${titleBefore}; now: ${title ?? 'none'}`,
        number > 1 && changes.length === 0 ? 'the same paragraphs' : null,
        ...changes.flatMap(({ kind, before, after }) => [
          before === null ? null : `${CHANGE[kind === 'changed' ? 'removed' : kind]} ${before}`,
          after === null ? null : `${CHANGE[kind === 'changed' ? 'added' : kind]} ${after}`,
        ]),
      ],
    }));
    return entries.map(entry => entryText(entry, textWidth())).join('\n');
  };
  return { json: versions, text };
};

const LOOK: Readonly<Record<Kind, (store: Store, id: string) => Promise<Shown | null>>> = {
  event: showEvent,
  story: showStory,
  report: showReport,
};

/** `e12` is an event and `s3` a story where the store has them; anything else is a report. */
const find = async (store: Store, id: string, kind: Kind | undefined): Promise<Shown> => {
  const kinds: readonly Kind[] = kind ? [kind] : ['event', 'story', 'report'];
  for (const each of kinds) {
    const shown = await LOOK[each](store, id);
    if (shown) return shown;
  }
  throw new Refusal(
    `there is no ${kind ?? 'report, event or story'} "${id}" in ${store.name}. See what there is: synoptic list reports, list events, list stories`,
  );
};

const show = (id: string, options: ShowOptions): Promise<void> =>
  withStore(options, false, async store => {
    const shown = options.versions ? await showVersions(store, id) : await find(store, id, options.kind);
    const written = options.to === 'json' ? `${JSON.stringify(shown.json)}\n` : await shown.text();
    await withOutput(options.out ?? null, output => output.write(written));
  });

export const addShowCommand = (program: Command): void => {
  const command = program
    .command('show')
    .description('show a report, an event or a story of the store, with the words it rests on')
    .argument('<id>', 'e12: an event; s3: a story; anything else: a report')
    .addOption(storeOption())
    .addOption(new Option('--versions', 'of a report: all texts of its page, and what changed in each'))
    .addOption(new Option('--kind <kind>', 'what the id is of, where it could be several').choices(KINDS))
    .addOption(
      new Option('--to <form>', 'for reading or for programs').choices(['text', 'json']).default('text'),
    )
    .addOption(outOption())
    .action(show);
  withExamples(command, [
    ['synoptic show e12', 'an event: every mention with its words'],
    ['synoptic show s3', 'a story: its outlets side by side'],
    ['synoptic show wire-2 --to json', 'a report and its coding'],
    ['synoptic show wire-2 --versions', 'how its page changed since it was first read'],
  ]);
};
