// The runs of text on a PDF's pages -> lines, and lines -> paragraphs: hyphens at line ends mended, headers and footers
// that every page repeats left out.

export interface PdfRun {
  readonly text: string;
  readonly x: number;
  /** From the bottom of the page. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** Runs in the order of the page's content; a run at another height begins a line. */
const linesOf = (runs: readonly PdfRun[]): readonly Line[] => {
  const lines: Line[] = [];
  let open: PdfRun[] = [];
  const close = (): void => {
    const [first] = open;
    if (first === undefined) return;
    let text = '';
    let end = first.x;
    for (const run of open) {
      const isApart =
        text !== '' && run.x - end > run.size * 0.15 && !/\s$/.test(text) && !/^\s/.test(run.text);
      text += (isApart ? ' ' : '') + run.text;
      end = run.x + run.width;
    }
    const plain = text.replace(/\s+/g, ' ').trim();
    if (plain !== '') lines.push({ text: plain, left: first.x, right: end, y: first.y, size: first.size });
    open = [];
  };
  for (const run of runs) {
    const last = open.at(-1);
    if (
      last &&
      (Math.abs(run.y - last.y) > Math.max(run.size, last.size) * 0.5 || run.x < last.x - last.size)
    )
      close();
    open.push(run);
  }
  close();
  return lines;
};

const EDGE = 2;
const patternOf = (text: string): string => text.replace(/\d+/g, '#').toLowerCase();

/** What stands at the top or bottom of most pages, page numbers apart. */
const repeatedEdges = (pages: readonly (readonly Line[])[]): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const lines of pages)
    for (const pattern of new Set(
      [...lines.slice(0, EDGE), ...lines.slice(-EDGE)].map(({ text }) => patternOf(text)),
    ))
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  const least = Math.max(2, pages.length * 0.5);
  return new Set([...counts].filter(([, count]) => count >= least).map(([pattern]) => pattern));
};

const isPageNumber = (text: string): boolean =>
  /^(?:[-–—\s]*|page\s+|p\.\s*)\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?[-–—\s]*$/i.test(text);

const withoutEdges = (lines: readonly Line[], repeated: ReadonlySet<string>): readonly Line[] =>
  lines.filter(
    ({ text }, index) =>
      !(
        (index < EDGE || index >= lines.length - EDGE) &&
        (repeated.has(patternOf(text)) || isPageNumber(text))
      ),
  );

const ENDS = /[.!?:…]["'”’»)\]]*$/u;

/** From line to line within a paragraph: the lower quartile of all steps down. */
const leadingOf = (pages: readonly (readonly Line[])[]): number => {
  const steps = pages
    .flatMap(lines => lines.slice(1).map((line, index) => (lines[index] as Line).y - line.y))
    .filter(step => step > 0)
    .sort((a, b) => a - b);
  return steps[steps.length >> 2] ?? 0;
};

/** Whether a new paragraph begins with `line`. */
const beginsParagraph = (line: Line, before: Line, gap: number, right: number): boolean => {
  const step = before.y - line.y;
  // the next column, or further up
  if (step < 0) return ENDS.test(before.text);
  if (gap > 0 && step > gap * 1.35) return true;
  if (Math.abs(line.size - before.size) > before.size * 0.12) return true;
  if (line.left - before.left > line.size * 0.8 && ENDS.test(before.text)) return true;
  return ENDS.test(before.text) && before.right < right - (right - before.left) * 0.2;
};

/** `govern-` and `ment` are one word; `Anglo-` and `Norvian` are not. */
const joined = (text: string, next: string): string =>
  /\p{L}[-\u00ad]$/u.test(text) && /^\p{Ll}/u.test(next)
    ? text.slice(0, -1) + next
    : `${text}${/[-–—/]$/.test(text) ? '' : ' '}${next}`;

/** Pages of runs -> text, paragraphs parted by a blank line. */
export const textOfPdfPages = (pages: readonly (readonly PdfRun[])[]): string => {
  const lined = pages.map(linesOf);
  const repeated = pages.length > 1 ? repeatedEdges(lined) : new Set<string>();
  const paragraphs: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') paragraphs.push(open);
    open = '';
  };
  const kept = lined.map(lines => withoutEdges(lines, repeated));
  const gap = leadingOf(kept);
  for (const lines of kept) {
    const right = Math.max(0, ...lines.map(line => line.right));
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      // a sentence may run on over the page's end
      const begins =
        before === undefined
          ? ENDS.test(open) || !/^\p{Ll}/u.test(line.text)
          : beginsParagraph(line, before, gap, right);
      if (begins) close();
      open = open === '' ? line.text : joined(open, line.text);
    }
  }
  close();
  return paragraphs.join('\n\n');
};
