// The flow of this stage: inputs -> their format -> reports and problems, in the order given, one at a time.
import { canonicalAddress } from '../schema/address.ts';
import { NO_OUTLETS, type Outlets } from '../schema/registry.ts';
import { decodeLines, gunzipped, peek, readWhole } from './bytes.ts';
import { type Columns, guessDelimiter, readCsv } from './csv.ts';
import { decodeBytes } from './decode.ts';
import {
  type Complaint,
  type Format,
  type Gathered,
  type GatherProblem,
  problemAt,
  refuse,
  warn,
} from './gathered.ts';
import { type ReadPage, readPage } from './html.ts';
import { cannotOpen, type Input, listInputs } from './inputs.ts';
import { type Row, readJsonl } from './jsonl.ts';
import { settleLanguage } from './language.ts';
import { inMegabytes, MAX_HTML_BYTES, MAX_PDF_BYTES, MAX_TEXT_BYTES } from './limits.ts';
import { readPdf } from './pdf.ts';
import { readRecord } from './record.ts';
import {
  type IdGiver,
  makeIdGiver,
  makeReport,
  NO_FIELDS,
  type ReportDraft,
  type ReportFields,
} from './report.ts';
import {
  binaryKind,
  formatOfContent,
  formatOfMagic,
  formatOfName,
  isGzip,
  refuseBinary,
} from './sniff-format.ts';
import { newCounts, readArchive, tellCounts } from './warc.ts';

export interface GatherProgress {
  readonly file: string;
  readonly readBytes: number;
  /** Of all inputs; null where one of them (standard input) has no known size. */
  readonly totalBytes: number | null;
}

export interface GatherOptions {
  /** Null or absent: told by the name, else by the content. */
  readonly from?: Format | null;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly onProgress?: (progress: GatherProgress) => void;
  /** Names the outlet of an address that does not; asked for only where one is needed. */
  readonly outlets?: () => Outlets;
  /** What columns of a table are called there, by field: `{ text: 'Body of article' }`. */
  readonly columns?: Columns;
}

interface Reading {
  readonly input: Input;
  readonly ids: IdGiver;
  readonly columns?: Columns;
  readonly outlets: () => Outlets;
}

const HEAD = 64 * 1024;
/** Enough for a byte order mark. */
const LEAST_HEAD = 4;

const said = (
  reading: Reading,
  line: number | null,
  complaints: readonly Complaint[],
): readonly GatherProblem[] => complaints.map(complaint => problemAt(reading.input.file, line, complaint));

/** A report that names no outlet has that of its address. */
export const withOutlet = <Draft extends { readonly outlet: string | null; readonly url: string | null }>(
  draft: Draft,
  outlets: () => Outlets,
): Draft =>
  draft.outlet !== null || draft.url === null
    ? draft
    : { ...draft, outlet: outlets().at(draft.url)?.name ?? null };

async function* gathered(
  reading: Reading,
  line: number | null,
  draft: ReportDraft,
): AsyncGenerator<Gathered> {
  const made = withOutlet(makeReport(draft), reading.outlets);
  const { report, complaints } = await settleLanguage(made);
  yield* said(reading, line, complaints);
  yield { kind: 'report', file: reading.input.file, line, report };
}

type WholeFormat = 'text' | 'html' | 'pdf';
const WHOLE_LIMITS: Readonly<Record<WholeFormat, number>> = {
  text: MAX_TEXT_BYTES,
  html: MAX_HTML_BYTES,
  pdf: MAX_PDF_BYTES,
};

/** A format whose file is one report, read whole. */
async function* gatherWhole(
  reading: Reading,
  bytes: AsyncIterable<Uint8Array>,
  format: WholeFormat,
): AsyncGenerator<Gathered> {
  const { input } = reading;
  const limit = WHOLE_LIMITS[format];
  const whole = await readWhole(bytes, limit);
  if (whole === null) {
    const size = input.size === null ? 'more' : input.size.toLocaleString('en');
    const message = `too large for one report: ${size} bytes; at most ${inMegabytes(limit)} as ${format}. Give one report a file, or many as JSONL (one a line)`;
    yield* said(reading, null, [refuse('gather/too-large', message)]);
    return;
  }
  if (format === 'pdf') {
    yield* gatherFound(reading, await readPdf(whole), {});
    return;
  }
  const binary = binaryKind(whole);
  if (binary !== null) {
    yield* said(reading, null, [refuseBinary(binary)]);
    return;
  }
  const { text: decoded, encoding, complaints } = await decodeBytes(whole, format, input.charset);
  yield* said(reading, null, complaints);
  if (decoded === null) return;
  if (decoded.trim() === '') {
    const what = whole.length === 0 ? 'empty' : 'only white space';
    yield* said(reading, null, [refuse('gather/empty', `${what}; needed: the words of a report`)]);
    return;
  }
  const found = format === 'html' ? await readPage(decoded, input.fields?.url ?? null) : plainText(decoded);
  yield* gatherFound(reading, found, encoding === 'utf-8' ? {} : { encoding });
}

const plainText = (text: string): ReadPage => ({ text, fields: NO_FIELDS, complaints: [] });

/** What was found in a document counts before what its source says of it. */
async function* gatherFound(
  reading: Reading,
  { text, fields: own, complaints }: ReadPage,
  more: Readonly<Record<string, string>>,
): AsyncGenerator<Gathered> {
  const { input, ids } = reading;
  yield* said(reading, null, complaints);
  if (text === null) return;
  const fields = overlay(input.fields ?? NO_FIELDS, own);
  const metadata = { ...fields.metadata, ...more };
  yield* gathered(reading, null, { id: ids.give(input.name).id, text, ...fields, metadata });
}

/** Pages of an archive, each as a document of its own; pages without an article are expected there. */
async function* gatherArchive(reading: Reading, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Gathered> {
  const counts = newCounts();
  for await (const page of readArchive(bytes, counts)) {
    const { record, address, fetchedAt, mediaType, charset, body } = page;
    const input: Input = {
      kind: 'input',
      file: reading.input.file,
      name: `${reading.input.name}-${record}`,
      size: body.length,
      open: () => once(body),
      charset,
      fields: { ...NO_FIELDS, url: address === null ? null : canonicalAddress(address) },
    };
    const format = formatOfMagic(body) === 'pdf' ? 'pdf' : mediaType === 'text/plain' ? 'text' : 'html';
    const given = { ...reading, input };
    try {
      for await (const item of gatherWhole(given, once(body), format))
        yield ofRecord(item, record, fetchedAt);
    } catch (error) {
      yield problemAt(reading.input.file, record, failed(error));
    }
  }
  const told = tellCounts(counts);
  const lost =
    counts.firstLoss === null
      ? []
      : [warn('gather/lost-records', `${told}; the first lost: ${counts.firstLoss}`)];
  yield* said(reading, null, lost);
  if (counts.cut !== null)
    yield* said(reading, null, [
      refuse(
        'gather/cut-archive',
        `the archive breaks off: ${counts.cut}. Read were ${told}. Fetch it again for the rest`,
      ),
    ]);
  else if (counts.pages === 0)
    yield* said(reading, null, [refuse('gather/empty', `no page in the archive; ${told}`)]);
}

const ofRecord = (item: Gathered, record: number, fetchedAt: string | null): Gathered =>
  item.kind === 'report'
    ? { ...item, line: record, report: { ...item.report, retrievedAt: fetchedAt } }
    : { ...item, line: record, severity: item.code === 'gather/no-article' ? 'warning' : item.severity };

const giveId = (
  reading: Reading,
  line: number,
  wanted: string | null,
): { id: string; complaints: Complaint[] } => {
  const { id, changed } = reading.ids.give(wanted ?? `${reading.input.name}-${line}`);
  if (!changed || wanted === null) return { id, complaints: [] };
  const message = `the id "${wanted}" was given before in this run; this report is kept as "${id}". Give each report an id of its own`;
  return { id, complaints: [warn('gather/duplicate-id', message)] };
};

async function* gatherRow(reading: Reading, row: Row): AsyncGenerator<Gathered> {
  yield* said(reading, row.line, row.complaints);
  if (row.record === null) return;
  const { id: wanted, content, fields, complaints } = readRecord(row.record);
  yield* said(reading, row.line, complaints);
  if (content === null) return;
  if (content.kind === 'text') {
    const { id, complaints: renamed } = giveId(reading, row.line, wanted);
    yield* said(reading, row.line, renamed);
    yield* gathered(reading, row.line, { id, text: content.value, ...fields });
    return;
  }
  const page = await readPage(content.value, fields.url);
  yield* said(reading, row.line, page.complaints);
  if (page.text === null) return;
  const { id, complaints: renamed } = giveId(reading, row.line, wanted);
  yield* said(reading, row.line, renamed);
  yield* gathered(reading, row.line, { id, text: page.text, ...overlay(page.fields, fields) });
}

/** What the record, or the page itself, gives counts before what is known besides. */
const overlay = (page: ReportFields, record: ReportFields): ReportFields => ({
  outlet: record.outlet ?? page.outlet,
  title: record.title ?? page.title,
  url: record.url ?? page.url,
  publishedAt: record.publishedAt ?? page.publishedAt,
  dateBasis: record.publishedAt === null ? page.dateBasis : record.dateBasis,
  language: record.language ?? page.language,
  metadata: { ...page.metadata, ...record.metadata },
});

/** Formats of one record after another, read as a stream. */
async function* gatherRows(reading: Reading, rows: AsyncIterable<Row>): AsyncGenerator<Gathered> {
  let count = 0;
  for await (const row of rows) {
    count++;
    yield* gatherRow(reading, row);
  }
  if (count === 0) {
    yield* said(reading, null, [refuse('gather/empty', 'no records; needed: one report on each line')]);
  }
}

const chooseFormat = async (
  input: Input,
  head: Uint8Array,
  from: Format | null,
): Promise<Format | Complaint> => {
  if (from !== null) return from;
  const byMagic = formatOfMagic(head);
  if (byMagic !== null) return byMagic;
  const byName = formatOfName(input.file);
  if (byName !== null && byName !== 'text') return byName;
  // the head may end within a character
  const cut = head.length < HEAD ? head.length : head.findLastIndex(byte => byte < 0x80) + 1;
  const { text } = await decodeBytes(head.subarray(0, cut || head.length), 'html');
  const byContent = formatOfContent(text ?? '');
  // a page saved under a name for text is still a page; anything else is what its name says
  return byName === 'text' && byContent !== 'html' ? byName : byContent;
};

async function* gatherInput(
  reading: Reading,
  bytes: AsyncIterable<Uint8Array>,
  from: Format | null,
  mayBePacked = true,
): AsyncGenerator<Gathered> {
  // with the format known, the first record of a slow stream need not wait for others
  const { head, all } = await peek(bytes, from === 'jsonl' ? LEAST_HEAD : HEAD);
  if (mayBePacked && isGzip(head)) {
    yield* gatherInput(reading, gunzipped(all), from, false);
    return;
  }
  try {
    const binary = formatOfMagic(head) === null ? binaryKind(head) : null;
    const format = binary === null ? await chooseFormat(reading.input, head, from) : refuseBinary(binary);
    if (typeof format !== 'string') yield* said(reading, null, [format]);
    else if (format === 'warc') yield* gatherArchive(reading, all);
    else if (format !== 'jsonl' && format !== 'csv') yield* gatherWhole(reading, all, format);
    else {
      const pieces = decodeLines(all, head);
      const rows =
        format === 'jsonl' ? readJsonl(pieces) : readCsv(pieces, await delimiterOf(head), reading.columns);
      yield* gatherRows(reading, rows);
    }
  } finally {
    await all.return(undefined);
  }
}

const delimiterOf = async (head: Uint8Array): Promise<string> =>
  guessDelimiter((await decodeBytes(head, 'text')).text ?? '');

/** A fault of ours or of a library on one input must not take the others with it. */
const failed = (error: unknown): Complaint => {
  const message = error instanceof Error ? error.message : String(error);
  return refuse(
    'gather/failed',
    `reading it failed: ${message.slice(0, 300)}. Please report this with the file`,
  );
};

/**
 * Reads files, folders (known extensions, recursively), globs and `-` (standard input) into reports. Whatever cannot
 * be read comes as a problem in its place; nothing throws for bad input.
 */
export async function* gather(
  inputs: readonly string[],
  options: GatherOptions = {},
): AsyncGenerator<Gathered> {
  const listed = await listInputs(inputs, options.stdin ?? process.stdin);
  const sizes = listed.map(input => (input.kind === 'input' ? input.size : 0));
  const totalBytes = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const ids = makeIdGiver();
  const outlets = options.outlets ?? (() => NO_OUTLETS);
  let readBytes = 0;
  async function* counted(input: Input): AsyncGenerator<Uint8Array> {
    for await (const chunk of input.open()) {
      readBytes += chunk.length;
      options.onProgress?.({ file: input.file, readBytes, totalBytes });
      yield chunk;
    }
  }
  for (const input of listed) {
    if (input.kind === 'problem') {
      yield input;
      continue;
    }
    try {
      const reading = { input, ids, outlets, columns: options.columns ?? {} };
      yield* gatherInput(reading, counted(input), options.from ?? null);
    } catch (error) {
      yield typeof (error as NodeJS.ErrnoException).code === 'string'
        ? cannotOpen(input.file, error)
        : problemAt(input.file, null, failed(error));
    }
  }
}

/** A document that is no file here: fetched, or carried within a feed. */
export interface GivenDocument {
  /** For messages: its address. */
  readonly name: string;
  /** Wanted for its report; those of several get numbers. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Null: told by the content. */
  readonly format: Format | null;
  /** As its server stated it. */
  readonly charset: string | null;
  /** What its source says of it; where it is a single report, and silent itself, this counts. */
  readonly fields: ReportFields;
}

/** @param outlets who publishes at an address. */
export type ReadDocument = (document: GivenDocument, outlets: () => Outlets) => AsyncGenerator<Gathered>;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Its reports and problems; nothing throws for a bad document. */
export async function* gatherDocument(
  { name, id, bytes, format, charset, fields }: GivenDocument,
  outlets: () => Outlets,
): AsyncGenerator<Gathered> {
  const input: Input = {
    kind: 'input',
    file: name,
    name: id,
    size: bytes.length,
    open: () => once(bytes),
    charset,
    fields,
  };
  try {
    yield* gatherInput({ input, ids: makeIdGiver(), outlets }, input.open(), format);
  } catch (error) {
    yield problemAt(name, null, failed(error));
  }
}
