// The lists of articles that GDELT publishes -> addresses with what it says of each. Told apart by their columns: GKG 2.1
// (27), mentions (16) and events (61) parted by tabs; the DOC API's article list as JSON or CSV.
import { readDate } from '../dates.ts';

export interface GdeltArticle {
  readonly address: string;
  readonly title: string | null;
  readonly outlet: string | null;
  /** English name of the language, as the DOC API gives it. */
  readonly language: string | null;
  /** When GDELT saw it, ISO 8601: hours after it was published, at times days. */
  readonly seenAt: string | null;
}

export interface GdeltList {
  readonly form: string;
  readonly articles: readonly GdeltArticle[];
  /** Lines and entries that hold no web address. */
  readonly unread: number;
}

/** `20231106141500` -> `2023-11-06T14:15:00Z`. */
const stampOf = (digits: string | undefined): string | null => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits ?? '') ?? [];
  return year === undefined ? null : readDate(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

interface Columns {
  readonly form: string;
  readonly count: number;
  readonly address: number;
  readonly outlet: number | null;
  readonly seen: number;
  /** Kind of source, 1 for the web; null where all are. */
  readonly kind: number | null;
}

const GRAPH: Columns = { form: 'GDELT knowledge graph', count: 27, address: 4, outlet: 3, seen: 1, kind: 2 };
const TABLES: readonly Columns[] = [
  GRAPH,
  { form: 'GDELT mentions', count: 16, address: 5, outlet: 4, seen: 2, kind: 3 },
  { form: 'GDELT events', count: 61, address: 60, outlet: null, seen: 59, kind: null },
];

const WEB = /^https?:\/\/\S+$/i;

const articleOfCells = (cells: readonly string[], columns: Columns): GdeltArticle | null => {
  const address = cells[columns.address]?.trim() ?? '';
  if (!WEB.test(address) || (columns.kind !== null && cells[columns.kind] !== '1')) return null;
  return {
    address,
    title: null,
    outlet: columns.outlet === null ? null : cells[columns.outlet] || null,
    language: null,
    seenAt: stampOf(cells[columns.seen]),
  };
};

/** GKG lines may lack the last, empty columns. */
const columnsOf = (line: string): Columns | null => {
  const { length } = line.split('\t');
  return TABLES.find(({ count }) => length === count) ?? (length >= 24 && length <= 27 ? GRAPH : null);
};

const readTable = (lines: readonly string[], columns: Columns): GdeltList => {
  const articles: GdeltArticle[] = [];
  let unread = 0;
  for (const line of lines) {
    const article = articleOfCells(line.split('\t'), columns);
    if (article === null) unread++;
    else articles.push(article);
  }
  return { form: columns.form, articles, unread };
};

type Named = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const articleOfNames = (row: Named): GdeltArticle | null => {
  const address = textOf(row.url) ?? '';
  if (!WEB.test(address)) return null;
  const seen = textOf(row.seendate);
  return {
    address,
    title: textOf(row.title),
    outlet: textOf(row.domain),
    language: textOf(row.language),
    seenAt: seen === null ? null : readDate(seen),
  };
};

const readNamed = (form: string, rows: readonly unknown[]): GdeltList => {
  const articles = rows.map(row =>
    typeof row === 'object' && row !== null ? articleOfNames(row as Named) : null,
  );
  const found = articles.filter(article => article !== null);
  return { form, articles: found, unread: rows.length - found.length };
};

const readJson = (text: string): GdeltList | null => {
  try {
    const { articles } = JSON.parse(text) as Named;
    // an answer without any article is an empty object
    if (articles === undefined && text.replace(/\s/g, '') !== '{}') return null;
    return readNamed('GDELT article list', Array.isArray(articles) ? articles : []);
  } catch {
    // broken, or of another form: the caller says what is allowed
    return null;
  }
};

const readCsv = async (text: string): Promise<GdeltList | null> => {
  const { parse } = await import('csv-parse/sync');
  try {
    const rows = parse(text, {
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      columns: (names: string[]) => names.map(name => name.trim().toLowerCase()),
    });
    return readNamed(
      'GDELT article list',
      rows.map(row => ({ ...(row as Named), seendate: (row as Named).date })),
    );
  } catch {
    // broken, or of another form: the caller says what is allowed
    return null;
  }
};

/** Null where the text is none of the lists. */
export const readGdeltList = async (text: string): Promise<GdeltList | null> => {
  const bare = text.replace(/^\ufeff/, '').trimStart();
  if (bare.startsWith('{')) return readJson(bare);
  const [first = ''] = bare.split(/\r?\n/, 1);
  if (/^"?url"?\s*,/i.test(first)) return readCsv(bare);
  const columns = columnsOf(first);
  if (columns === null) return null;
  return readTable(
    bare.split(/\r?\n/).filter(line => line.trim() !== ''),
    columns,
  );
};

/** `lastupdate.txt`: size, checksum and address of the newest events, mentions and knowledge graph. */
export const newestGdeltFile = (text: string): string | null => {
  const files = text
    .split(/\r?\n/)
    .flatMap(line => /^\d+\s+[0-9a-f]{32}\s+(https?:\/\/\S+)$/i.exec(line.trim())?.[1] ?? []);
  return (
    files.find(file => /\.gkg\.csv/i.test(file)) ??
    files.find(file => /\.mentions\.csv/i.test(file)) ??
    files[0] ??
    null
  );
};
