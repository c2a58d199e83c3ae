// A CoNLL-U treebank with GUM's Entity column becomes documents of Sentence records with entity mentions: the
// material for training the name model and for scoring coreference. Bracket format: CorefUD / GUM `global.Entity`.
import type { Sentence, Token, Upos } from '../schema/analysis.ts';

/** One entity bracket of GUM: token range in a sentence, head by its minspan, chain number. */
interface GoldMention {
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  readonly head: number;
  /** Token range of the minimal span: the name without modifiers. */
  readonly minFrom: number;
  readonly minTo: number;
  readonly type: string;
  readonly chain: string;
  readonly linked: boolean;
}

export interface TreebankDocument {
  readonly id: string;
  readonly genre: string;
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly GoldMention[];
}

interface OpenBracket {
  readonly key: string;
  readonly sentence: number;
  readonly from: number;
  readonly fields: readonly string[];
}

const minimalSpan = (field: string, from: number, to: number): readonly [number, number] => {
  const offsets = field
    .split(',')
    .map(Number)
    .filter(n => Number.isInteger(n) && n > 0 && from + n <= to);
  if (offsets.length === 0) return [from, to];
  return [from + Math.min(...offsets) - 1, from + Math.max(...offsets)];
};

/** The token of the range whose head lies outside it. */
const headOfRange = (sentence: Sentence, from: number, to: number): number => {
  for (let i = from; i < to; i++) {
    const head = sentence.tokens[i]?.head ?? -1;
    if (head < from || head >= to) return i;
  }
  return from;
};

class DocumentReader {
  id = '';
  text = '';
  readonly sentences: Sentence[] = [];
  readonly mentions: GoldMention[] = [];
  readonly brackets: OpenBracket[] = [];
  paragraph = -1;

  addSentence(lines: readonly string[][], newParagraph: boolean): void {
    if (newParagraph || this.paragraph < 0) {
      this.paragraph++;
      if (this.text) this.text = `${this.text.trimEnd()}\n\n`;
    }
    const tokens: Token[] = [];
    const multiword: boolean[] = [];
    const index = this.sentences.length;
    const pending: Omit<GoldMention, 'head'>[] = [];
    let inside = 0;
    let spaceAfterMultiword = true;
    const start = this.text.length;
    for (const row of lines) {
      const [
        number = '',
        form = '',
        lemma = '',
        upos = 'X',
        xpos = '',
        feats = '_',
        head = '0',
        deprel = 'dep',
      ] = row;
      const misc = row[9] ?? '_';
      const range = /^(\d+)-(\d+)$/.exec(number);
      if (range) {
        inside = Number(range[2]) - Number(range[1]) + 1;
        spaceAfterMultiword = !misc.includes('SpaceAfter=No');
        continue;
      }
      if (!/^\d+$/.test(number)) continue;
      const at = this.text.length;
      this.text += form;
      tokens.push({
        start: at,
        end: at + form.length,
        form,
        lemma: lemma === '_' ? form : lemma,
        upos: upos as Upos,
        xpos,
        feats: feats === '_' ? '' : feats,
        head: Number(head) - 1,
        deprel,
      });
      multiword.push(inside > 0 && multiword.length > 0 && tokens.length > 1 && at === tokens.at(-2)?.end);
      let space = !misc.includes('SpaceAfter=No');
      if (inside > 0) {
        inside--;
        space = inside === 0 && spaceAfterMultiword;
      }
      if (space) this.text += ' ';
      this.readBrackets(misc, index, tokens.length - 1, pending);
    }
    if (tokens.length === 0) return;
    const end = tokens.at(-1)?.end ?? start;
    if (!this.text.endsWith(' ')) this.text += ' ';
    const sentence: Sentence = { index, paragraph: this.paragraph, start, end, tokens, multiword };
    this.sentences.push(sentence);
    for (const mention of pending)
      if (mention.sentence === index)
        this.mentions.push({ ...mention, head: headOfRange(sentence, mention.minFrom, mention.minTo) });
  }

  private readBrackets(
    misc: string,
    sentence: number,
    token: number,
    found: Omit<GoldMention, 'head'>[],
  ): void {
    const entity = /(?:^|\|)Entity=([^|]*)/.exec(misc)?.[1];
    if (!entity) return;
    const close = (key: string) => {
      const at = this.brackets.findLastIndex(open => open.key === key);
      const open = this.brackets[at];
      if (!open) return;
      this.brackets.splice(at, 1);
      if (open.sentence !== sentence) return;
      const [id = '', type = '', , , , minspan = '', , identity] = open.fields;
      const [minFrom, minTo] = minimalSpan(minspan, open.from, token + 1);
      found.push({
        sentence,
        from: open.from,
        to: token + 1,
        minFrom,
        minTo,
        type,
        chain: id.replace(/\[.*/, ''),
        linked: Boolean(identity),
      });
    };
    for (const part of entity.match(/\([^()]*\)?|[^()]+\)/g) ?? []) {
      if (part.startsWith('(')) {
        const fields = part.replace(/^\(|\)$/g, '').split('-');
        this.brackets.push({ key: fields[0] ?? '', sentence, from: token, fields });
        if (part.endsWith(')')) close(fields[0] ?? '');
      } else close(part.replace(/\)$/, ''));
    }
  }

  finish(): TreebankDocument {
    const mentions = this.mentions.sort((a, b) => a.sentence - b.sentence || a.from - b.from || b.to - a.to);
    const genre = this.id.split('_')[1] ?? '';
    return { id: this.id, genre, text: this.text, sentences: this.sentences, mentions };
  }
}

export const readTreebank = (conllu: string): TreebankDocument[] => {
  const documents: TreebankDocument[] = [];
  let reader = new DocumentReader();
  let rows: string[][] = [];
  let newParagraph = false;
  const endSentence = () => {
    if (rows.length > 0) reader.addSentence(rows, newParagraph);
    if (rows.length > 0) newParagraph = false;
    rows = [];
  };
  for (const line of conllu.split('\n')) {
    if (line.startsWith('# newdoc')) {
      if (reader.sentences.length > 0) documents.push(reader.finish());
      reader = new DocumentReader();
      reader.id = line.replace(/^# newdoc id = /, '').trim();
    } else if (line.startsWith('# newpar')) newParagraph = true;
    else if (line.trim() === '') endSentence();
    else if (!line.startsWith('#')) rows.push(line.split('\t'));
  }
  endSentence();
  if (reader.sentences.length > 0) documents.push(reader.finish());
  return documents;
};
