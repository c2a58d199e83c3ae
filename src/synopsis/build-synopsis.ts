// Stories and their coded reports become the synopsis: sigla, columns with copies collapsed, and sections of rows,
// what several columns share first, what stands in one alone after it.
import type { CodedText, Story } from '../schema/story.ts';
import { rangeLabel } from './labels.ts';
import { positionsOf } from './positions.ts';
import { buildRow } from './rows.ts';
import { type IndexedText, type Item, indexText, numberItems, type Setting } from './setting.ts';
import { assignSigla, reportLabel } from './sigla.ts';
import type { Column, Row, Section, StorySynopsis, Synopsis, Witness } from './synopsis.ts';

const SECTION_TITLES: Readonly<Record<Row['kind'], string>> = {
  event: 'Events',
  quote: 'Quotations',
  figure: 'Figures',
};

const columnsOf = (story: Story, witnesses: ReadonlyMap<string, Witness>): Column[] => {
  const columns: Column[] = [];
  const placed = new Set<string>();
  for (const id of story.reports) {
    if (placed.has(id)) continue;
    const group = new Set(story.copies.find(copies => copies.includes(id)));
    const copies = story.reports.filter(other => other !== id && group.has(other));
    for (const member of [id, ...copies]) placed.add(member);
    const origin = story.origins[story.copies.findIndex(copies => copies.includes(id))] ?? null;
    columns.push({
      origin: origin && { name: origin.name, siglum: witnesses.get(origin.report)?.siglum ?? origin.report },
      witnesses: [witnesses.get(id) as Witness, ...copies.map(copy => witnesses.get(copy) as Witness)],
    });
  }
  return columns;
};

const datesOf = (columns: readonly Column[]): string | null => {
  const dates = columns.flatMap(column => column.witnesses.map(witness => witness.publishedAt ?? ''));
  const days = dates.filter(date => date !== '').map(date => date.slice(0, 10));
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
  return first && last ? rangeLabel({ from: first, to: last }) : null;
};

const itemsOf = (story: Story): Item[] => [
  ...story.events.map(item => ({ kind: 'event', item }) as const),
  ...story.quotes.map(item => ({ kind: 'quote', item }) as const),
  ...story.figures.map(item => ({ kind: 'figure', item }) as const),
];

/** Columns whose reports mention the item. */
const columnsWith = (columns: readonly Column[], { item }: Item): number[] => {
  const reports = new Set(item.mentions.map(mention => mention.report));
  return [...columns.keys()].filter(at =>
    columns[at]?.witnesses.some(witness => reports.has(witness.report)),
  );
};

/** Rows in order, and the setting that positions are told in. */
const layOut = (
  story: Story,
  number: number,
  columns: readonly Column[],
  texts: ReadonlyMap<string, IndexedText>,
): { readonly sections: readonly Section[]; readonly setting: Setting } => {
  const items = itemsOf(story).map(item => ({ item, at: columnsWith(columns, item) }));
  const isShared = (at: readonly number[]): boolean => columns.length === 1 || at.length !== 1;
  const arranged = [
    ...(['event', 'quote', 'figure'] as const).map(kind => ({
      title: SECTION_TITLES[kind],
      isOfOne: false,
      items: items.filter(({ item, at }) => item.kind === kind && isShared(at)),
    })),
    ...columns.map((column, own) => ({
      title: `Only in ${column.witnesses.map(witness => witness.siglum).join(' = ')}`,
      isOfOne: true,
      items: items.filter(({ at }) => !isShared(at) && at[0] === own),
    })),
  ];
  const inOrder = arranged.flatMap(section => section.items.map(({ item }) => item));
  const setting: Setting = { story, columns, texts, numbers: numberItems(inOrder) };
  let last = 0;
  const sections = arranged.flatMap(section => {
    const rows = section.items.map(({ item }) => buildRow(item, ++last, `s${number}r${last}`, setting));
    return rows.length > 0 ? [{ title: section.title, isOfOne: section.isOfOne, rows }] : [];
  });
  return { sections, setting };
};

const buildWitnesses = (
  stories: readonly Story[],
  texts: ReadonlyMap<string, CodedText>,
): ReadonlyMap<string, Witness> => {
  const ids = new Set(stories.flatMap(story => story.reports));
  const reports = [...ids].map(id => {
    const text = texts.get(id);
    if (!text) throw new Error(`a story names report ${id}, which is not among the texts given`);
    return { ...text.report, publishedAt: text.coded.publishedAt, dateBasis: text.coded.dateBasis };
  });
  const sigla = assignSigla(reports);
  return new Map(
    reports.map((report, at) => [
      report.id,
      {
        siglum: sigla.get(report.id) as string,
        number: at + 1,
        report: report.id,
        label: reportLabel(report),
        title: report.title,
        url: report.url,
        publishedAt: report.publishedAt,
        dateBasis: report.dateBasis,
        text: report.text,
        nonProse: report.nonProse,
      },
    ]),
  );
};

/** Lays stories out as an edition does; `texts` must hold every report that a story names. */
export const buildSynopsis = (stories: readonly Story[], texts: readonly CodedText[]): Synopsis => {
  const textsById = new Map(texts.map(text => [text.report.id, text]));
  const witnesses = buildWitnesses(stories, textsById);
  const indexed = new Map(texts.map(text => [text.report.id, indexText(text)]));
  return {
    stories: stories.map((story, at): StorySynopsis => {
      const columns = columnsOf(story, witnesses);
      const { sections, setting } = layOut(story, at + 1, columns, indexed);
      return {
        number: at + 1,
        title: story.title,
        columns,
        independentOutlets: story.independentOutlets,
        dates: datesOf(columns),
        sections,
        positions: positionsOf(setting),
      };
    }),
  };
};
