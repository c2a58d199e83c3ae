// Texts with event coreference, in the files of ECB+ (Cybulska and Vossen 2014): a corpus of tokens, one a line, and
// event mentions with the chain that each belongs to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Span } from '../schema/span.ts';

export interface ChainedMention extends Span {
  readonly document: string;
  readonly chain: string;
}

export interface EventCorpus {
  /** By document name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly mentions: readonly ChainedMention[];
}

/** Joined to the token before: punctuation and clitics. */
const JOINED = /^(?:[.,;:!?%)\]]|'s|n't|''|')$/;

const readLines = (path: string): string[] =>
  gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter(line => line.trim() !== '');

const tokenKey = (document: string, sentence: number | string, token: number | string): string =>
  `${document} ${sentence} ${token}`;

interface MentionLine {
  readonly doc_id: string;
  readonly sent_id: number;
  readonly tokens_number: readonly number[];
  readonly coref_chain: string;
}

/** `part` is `train` or `dev`. */
export const readEventCorpus = (folder: string, part: string): EventCorpus => {
  const texts = new Map<string, string>();
  const places = new Map<string, Span>();
  for (const line of readLines(join(folder, `${part}-corpus.txt.gz`))) {
    const [document, sentence, token, form] = line.split('\t');
    if (document === undefined || sentence === undefined || token === undefined || form === undefined)
      continue;
    const before = texts.get(document) ?? '';
    const start = before.length + (before !== '' && !JOINED.test(form) ? 1 : 0);
    texts.set(document, before.padEnd(start) + form);
    places.set(tokenKey(document, sentence, token), { start, end: start + form.length });
  }
  const mentions = readLines(join(folder, `${part}-event-mentions.jsonl.gz`)).flatMap(
    (line): ChainedMention[] => {
      const { doc_id, sent_id, tokens_number, coref_chain }: MentionLine = JSON.parse(line);
      const spans = tokens_number.flatMap(token => places.get(tokenKey(doc_id, sent_id, token)) ?? []);
      if (spans.length === 0) return [];
      const [start, end] = [Math.min(...spans.map(s => s.start)), Math.max(...spans.map(s => s.end))];
      return [{ document: doc_id, chain: coref_chain, start, end }];
    },
  );
  return { texts, mentions };
};
