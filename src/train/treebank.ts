// Reads CoNLL-U treebanks (plain or gzipped) back into running text with gold tokens on it, so that training sees
// what the program will see: raw text.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface GoldWord {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly xpos: string;
  readonly feats: string;
  /** Index in the sentence, -1 for the root. */
  readonly head: number;
  readonly deprel: string;
  /** The MISC column, where GUM keeps its entities; empty where there is nothing. */
  readonly misc: string;
}

/** A surface token: one word or a multiword token's words `first` to `last`, both inclusive. */
interface GoldToken {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

export interface GoldSentence {
  readonly start: number;
  readonly end: number;
  readonly beginsParagraph: boolean;
  readonly tokens: readonly GoldToken[];
  readonly words: readonly GoldWord[];
}

export interface GoldDocument {
  readonly id: string;
  readonly text: string;
  readonly sentences: readonly GoldSentence[];
}

/**
 * GUM's genres whose texts are free for any use (public domain, CC BY, CC BY-SA), by GUM's own licence notes. The
 * others (how-to guides, fiction, textbooks and so on) hold texts under non-commercial or no-derivatives terms.
 */
const FREE_GUM_GENRES = new Set(['academic', 'bio', 'interview', 'news', 'speech', 'vlog', 'voyage']);

export const isFreeForCommercialUse = (documentId: string): boolean =>
  !documentId.startsWith('GUM_') || FREE_GUM_GENRES.has(documentId.split('_')[1] ?? '');

/** The files of one part (`train`, `dev`) in a treebank folder, sorted. */
export function treebankFiles(folder: string, part: string): string[] {
  const files = readdirSync(folder)
    .filter(file => new RegExp(`-${part}\\.conllu(\\.gz)?$`).test(file))
    .sort();
  return files.map(file => join(folder, file));
}

export function readTreebank(path: string): GoldDocument[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return parseTreebank(text, basename(path));
}

/** Sentences without a `# newdoc` before them form one document named after the file. */
export function parseTreebank(conllu: string, name: string): GoldDocument[] {
  const documents: { id: string; text: string; sentences: GoldSentence[] }[] = [];
  for (const block of conllu.split(/\r?\n\r?\n/)) {
    const lines = block.split(/\r?\n/).filter(line => line !== '');
    const newDocument = lines.find(line => /^# newdoc/.test(line));
    if (lines.length === 0) continue;
    if (newDocument !== undefined || documents.length === 0)
      documents.push({ id: newDocument?.split('=')[1]?.trim() ?? name, text: '', sentences: [] });
    const document = documents[documents.length - 1];
    const text = lines.find(line => line.startsWith('# text = '))?.slice('# text = '.length);
    if (document === undefined || text === undefined) continue;
    const beginsParagraph = document.text === '' || lines.some(line => /^# newpar/.test(line));
    if (document.text !== '') document.text += beginsParagraph ? '\n\n' : ' ';
    const sentence = readSentence(lines, text, document.text.length, beginsParagraph);
    if (sentence !== null) document.sentences.push(sentence);
    document.text += text;
  }
  return documents;
}

function readSentence(
  lines: readonly string[],
  text: string,
  offset: number,
  beginsParagraph: boolean,
): GoldSentence | null {
  const words: GoldWord[] = [];
  const tokens: GoldToken[] = [];
  let at = 0;
  let coveredTo = -1;
  const place = (form: string, first: number, last: number): boolean => {
    const start = text.indexOf(form, at);
    if (start < 0) return false;
    at = start + form.length;
    tokens.push({ start: offset + start, end: offset + at, first, last });
    return true;
  };
  for (const line of lines) {
    if (line.startsWith('#')) continue;
    const columns = line.split('\t');
    const [id = '', form = '', lemma = '', upos = '', xpos = '', feats = '', head = '', deprel = ''] =
      columns;
    const misc = columns[9] ?? '_';
    if (id.includes('.')) continue;
    if (id.includes('-')) {
      const [first = 0, last = 0] = id.split('-').map(Number);
      if (!place(form, first - 1, last - 1)) return null;
      coveredTo = last - 1;
      continue;
    }
    const index = words.length;
    if (index > coveredTo && !place(form, index, index)) return null;
    words.push({
      form,
      lemma,
      upos,
      xpos,
      feats: feats === '_' ? '' : feats,
      head: Number(head) - 1,
      deprel,
      misc: misc === '_' ? '' : misc,
    });
  }
  return words.length === 0
    ? null
    : { start: offset, end: offset + text.length, beginsParagraph, tokens, words };
}
