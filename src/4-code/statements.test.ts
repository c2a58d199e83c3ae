import { describe, expect, it } from 'vitest';
import { buildReading, emptyCodebook, type GivenEntity } from '../../tests/support/reading.ts';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { SpeechCue } from '../schema/codebook.ts';
import { openReading } from './reading.ts';
import { speechIn } from './speech.ts';
import { findStatements } from './statements.ts';

const cue = (lemma: string, upos: SpeechCue['upos'], act: SpeechCue['act'] = 'says'): [string, SpeechCue] => [
  `${upos}:${lemma}`,
  { lemma, upos, act, needsClause: false },
];
const speechCues = new Map([
  cue('say', 'VERB'),
  cue('deny', 'VERB', 'denies'),
  cue('according', 'ADP'),
  cue('claim', 'NOUN'),
  [
    'VERB:denounce',
    { lemma: 'denounce', upos: 'VERB', act: 'accuses', needsClause: false, content: ['obj'] } as SpeechCue,
  ],
]);

const statements = (rows: string, entities: readonly GivenEntity[]) => {
  const { sentence, text } = buildSentence(rows);
  const reading = buildReading(sentence, text, entities, { speechCues });
  return findStatements(reading, [speechIn(reading, sentence)]).map(s => ({
    ...s,
    speaker: s.speaker && text.slice(s.speaker.start, s.speaker.end),
    content: s.content.map(({ start, end }) => text.slice(start, end)).join(' … '),
  }));
};

describe('findStatements', () => {
  it('reads a that-clause, leaving "that" outside', () => {
    const rows = `
      Karim Karim PROPN NNP 2 nsubj
      said say VERB VBD 0 root
      that that SCONJ IN 5 mark
      troops troop NOUN NNS 5 nsubj
      left leave VERB VBD 2 ccomp
      . . PUNCT . 2 punct`;
    expect(statements(rows, [{ head: 0, name: 'Karim' }])).toMatchObject([
      { speaker: 'Karim', content: 'troops left', quotation: 'indirect', within: null },
    ]);
  });

  it('joins what a cue interrupts: "troops, Karim said, left"', () => {
    const rows = `
      troops troop NOUN NNS 6 nsubj
      , , PUNCT , 4 punct
      Karim Karim PROPN NNP 4 nsubj
      said say VERB VBD 6 parataxis
      , , PUNCT , 4 punct
      left leave VERB VBD 0 root`;
    expect(statements(rows, [{ head: 2, name: 'Karim' }])).toMatchObject([
      { speaker: 'Karim', content: 'troops … left' },
    ]);
  });

  it('takes the object of a cue that has its content there: "denounced the verdict"', () => {
    const rows = `
      Karim Karim PROPN NNP 2 nsubj
      denounced denounce VERB VBD 0 root
      the the DET DT 4 det
      verdict verdict NOUN NN 2 obj`;
    expect(statements(rows, [{ head: 0, name: 'Karim' }])).toMatchObject([
      { speaker: 'Karim', content: 'the verdict', act: 'accuses' },
    ]);
  });

  it('fills what the tree left out between the cue and its clause', () => {
    const rows = `
      Karim Karim PROPN NNP 2 nsubj
      said say VERB VBD 0 root
      troops troop NOUN NNS 2 nsubj
      were be AUX VBD 5 aux
      leaving leave VERB VBG 2 ccomp`;
    expect(statements(rows, [{ head: 0, name: 'Karim' }])).toMatchObject([
      { speaker: 'Karim', content: 'troops were leaving' },
    ]);
  });

  it('reads "according to"', () => {
    const rows = `
      troops troop NOUN NNS 2 nsubj
      left leave VERB VBD 0 root
      , , PUNCT , 6 punct
      according according VERB VBG 6 case
      to to ADP IN 4 fixed
      Karim Karim PROPN NNP 2 obl`;
    expect(statements(rows, [{ head: 5, name: 'Karim' }])).toMatchObject([
      { speaker: 'Karim', content: 'troops left' },
    ]);
  });

  it('nests a denial in what is said, and points to it', () => {
    const rows = `
      Karim Karim PROPN NNP 2 nsubj
      said say VERB VBD 0 root
      Omar Omar PROPN NNP 4 nsubj
      denied deny VERB VBD 2 ccomp
      that that SCONJ IN 7 mark
      troops troop NOUN NNS 7 nsubj
      left leave VERB VBD 4 ccomp`;
    const found = statements(rows, [
      { head: 0, name: 'Karim' },
      { head: 2, name: 'Omar' },
    ]);
    expect(found).toMatchObject([
      { speaker: 'Karim', content: 'Omar denied that troops left', within: null },
      { speaker: 'Omar', content: 'troops left', act: 'denies', within: 's1' },
    ]);
  });

  it('calls a wholly quoted clause direct and a partly quoted one mixed', () => {
    const direct = `
      “ “ PUNCT \`\` 3 punct
      Troops troop NOUN NNS 3 nsubj
      left leave VERB VBD 7 ccomp
      , , PUNCT , 3 punct
      ” ” PUNCT '' 3 punct
      Karim Karim PROPN NNP 7 nsubj
      said say VERB VBD 0 root`;
    expect(statements(direct, [{ head: 5, name: 'Karim' }])).toMatchObject([
      { content: 'Troops left', quotation: 'direct' },
    ]);
    const mixed = `
      Karim Karim PROPN NNP 2 nsubj
      said say VERB VBD 0 root
      the the DET DT 6 det
      “ “ PUNCT \`\` 6 punct
      bandit bandit NOUN NN 6 compound
      troops troop NOUN NNS 8 nsubj
      ” ” PUNCT '' 6 punct
      left leave VERB VBD 2 ccomp`;
    expect(statements(mixed, [{ head: 0, name: 'Karim' }])).toMatchObject([{ quotation: 'mixed' }]);
  });

  it('takes a quotation on past its sentence, and gives a lone one to the last speaker', () => {
    const first = buildSentence(`
      Karim Karim PROPN NNP 2 nsubj
      said say VERB VBD 0 root
      : : PUNCT : 2 punct
      “ “ PUNCT \`\` 6 punct
      Troops troop NOUN NNS 6 nsubj
      left leave VERB VBD 2 ccomp
      . . PUNCT . 6 punct`);
    const second = buildSentence(
      'They they PRON PRP 2 nsubj\nran run VERB VBD 0 root\n. . PUNCT . 2 punct\n” ” PUNCT _ 2 punct',
      first.text.length + 1,
      1,
    );
    const third = buildSentence(
      '“ “ PUNCT _ 4 punct\nAnd and CCONJ CC 4 cc\nthey they PRON PRP 4 nsubj\nlost lose VERB VBD 0 root\nit it PRON PRP 4 obj\nall all DET DT 5 det\n. . PUNCT . 4 punct\n” ” PUNCT _ 4 punct',
      first.text.length + second.text.length + 2,
      2,
      1,
    );
    const text = [first.text, second.text, third.text].join(' ');
    const sentences = [first.sentence, second.sentence, third.sentence];
    const one = buildReading(first.sentence, text, [{ head: 0, name: 'Karim' }], { speechCues });
    const reading = openReading(one.report, { sentences, mentions: [], chains: [] }, one.grounding, {
      ...emptyCodebook,
      speechCues,
    });
    const found = findStatements(
      reading,
      sentences.map(s => speechIn(reading, s)),
    );
    expect(found.map(s => s.content.map(c => text.slice(c.start, c.end)))).toEqual([
      ['Troops left. They ran.'],
      ['And they lost it all.'],
    ]);
    expect(found.map(s => s.speaker?.entity)).toEqual(['n1', 'n1']);
    expect(found.map(s => s.quotation)).toEqual(['direct', 'direct']);
  });
});
