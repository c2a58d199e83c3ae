// A PDF -> its text and what it says of itself, by pdf.js (unpdf). Bounded in pages, length and time.
import { type Complaint, refuse, shown, warn } from './gathered.ts';
import type { ReadPage } from './html.ts';
import { readInTextMetadata } from './in-text-metadata.ts';
import { type PdfRun, textOfPdfPages } from './pdf-lines.ts';
import { NO_FIELDS } from './report.ts';

const MOST_PAGES = 300;
const MOST_CHARACTERS = 2_000_000;
const MOST_MILLISECONDS = 60_000;

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

const runsOf = (items: readonly unknown[]): PdfRun[] =>
  items.flatMap(item => {
    const { str, transform, width, height } = item as Partial<TextItem>;
    if (typeof str !== 'string' || str === '' || transform === undefined) return [];
    const size = height || Math.abs(transform[3] ?? 0) || 10;
    return [{ text: str, x: transform[4] ?? 0, y: transform[5] ?? 0, width: width ?? 0, size }];
  });

/** `D:20240514174210+02'00'` (ISO 32000, 7.9.4). */
const readPdfDate = (value: unknown): string | null => {
  const found = /^(?:D:)?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}'?\d{2})?/.exec(
    String(value ?? ''),
  );
  if (found === null) return null;
  const [, year, month, day, hour, minute, second = '00', zone] = found;
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(date))) return null;
  if (hour === undefined || minute === undefined || zone === undefined) return date;
  return `${date}T${hour}:${minute}:${second}${zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`}`;
};

const cannotRead = (error: unknown): Complaint => {
  const { name = '', message = String(error) } = (error ?? {}) as Error;
  if (name === 'PasswordException')
    return refuse('gather/encrypted', 'a PDF that is locked with a password; save a copy without one');
  return refuse(
    'gather/broken-pdf',
    `a PDF that cannot be read (${message.slice(0, 160)}); open it and save it again, or give its text`,
  );
};

const clean = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  return text === '' || /^(?:untitled|microsoft word|document\d*|slide \d+)\b/i.test(text) ? null : text;
};

const refused = (complaint: Complaint): ReadPage => ({
  text: null,
  fields: NO_FIELDS,
  complaints: [complaint],
});

interface PdfText {
  readonly pages: readonly (readonly PdfRun[])[];
  /** Why not all was read; null where it was. */
  readonly cut: string | null;
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;

const readPages = async (document: PdfDocument): Promise<PdfText> => {
  const pages: PdfRun[][] = [];
  const started = performance.now();
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    if (number > MOST_PAGES)
      return { pages, cut: `${document.numPages} pages; the first ${MOST_PAGES} were read` };
    const page = await document.getPage(number);
    const runs = runsOf((await page.getTextContent()).items);
    page.cleanup();
    characters += runs.reduce((sum, run) => sum + run.text.length, 0);
    pages.push(runs);
    if (characters > MOST_CHARACTERS)
      return {
        pages,
        cut: `more than ${MOST_CHARACTERS.toLocaleString('en')} characters; those up to page ${number} were read`,
      };
    if (performance.now() - started > MOST_MILLISECONDS)
      return {
        pages,
        cut: `it takes more than a minute; the pages up to ${number} of ${document.numPages} were read`,
      };
  }
  return { pages, cut: null };
};

export const readPdf = async (bytes: Uint8Array): Promise<ReadPage> => {
  const { getDocumentProxy } = await import('unpdf');
  let document: PdfDocument;
  try {
    // a copy: pdf.js takes the bytes for itself
    document = await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      verbosity: 0,
      stopAtErrors: false,
    });
  } catch (error) {
    return refused(cannotRead(error));
  }
  try {
    const { pages, cut } = await readPages(document);
    const text = textOfPdfPages(pages);
    if (text === '')
      return refused(
        refuse(
          'gather/no-text',
          `a PDF of ${document.numPages} pages without text: they may be pictures. Have their text recognised first`,
        ),
      );
    const info = ((await document.getMetadata().catch(() => null))?.info ?? {}) as Record<string, unknown>;
    const created = readPdfDate(info.CreationDate);
    const isDated = readInTextMetadata(text).publishedAt !== null;
    const author = clean(info.Author);
    return {
      text,
      fields: {
        ...NO_FIELDS,
        title: clean(info.Title),
        publishedAt: isDated ? null : created,
        dateBasis: isDated || created === null ? 'none' : 'page',
        metadata: {
          pages: String(document.numPages),
          ...(author && { author }),
          ...(!isDated && created && { dateFrom: 'creation of the PDF' }),
        },
      },
      complaints: cut === null ? [] : [warn('gather/cut', `not all of the PDF was read: ${shown(cut)}`)],
    };
  } catch (error) {
    return refused(cannotRead(error));
  } finally {
    await document.destroy().catch(() => undefined);
  }
};
