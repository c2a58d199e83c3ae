import { expect, test } from 'vitest';
import type { Codebook, Frame } from '../schema/codebook.ts';
import type { CodedReport, EventMention } from '../schema/coded-report.ts';
import { checkCodebook, type FramedReport } from './codebook-check.ts';

const at = (text: string, words: string) => ({
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
});
const said = 'Kinshasa blamed Kigali.';
const unsaid = 'He blamed the fog.';

const frame = {
  id: 'accuse.blame',
  type: 'ACCUSE',
  mode: 'disapprove',
  modeByContent: null,
  cameo: '112',
  predicates: { verb: ['blame', 'fault'], noun: [], adjective: [] },
  examples: [
    {
      text: said,
      roles: [
        { role: 'actor', ...at(said, 'Kinshasa') },
        { role: 'recipient', ...at(said, 'Kigali') },
      ],
      status: null,
      file: 'accuse.yaml',
      line: 7,
    },
  ],
  counterexamples: [{ text: unsaid, roles: [], status: null, file: 'accuse.yaml', line: 9 }],
} as unknown as Frame;

const codebook = {
  frames: [frame],
  framesByPredicate: new Map([['VERB:blame', [frame]]]),
} as unknown as Codebook;

/** A coder that finds "blamed" and takes `actor` and `recipient` from the text where they stand in it. */
const coderOf =
  (actor: string, recipient: string) =>
  (text: string): FramedReport => {
    const span = (words: string) => (text.includes(words) ? [at(text, words)] : []);
    const event = {
      id: 'e1',
      type: 'ACCUSE',
      mode: 'disapprove',
      cameo: '112',
      status: 'happened',
      trigger: at(text, 'blamed'),
      actors: span(actor),
      recipients: span(recipient),
      mediators: [],
      place: null,
    };
    const events = text.includes('Kinshasa') ? [event as unknown as EventMention] : [];
    const coded = { events, entities: [] } as unknown as CodedReport;
    return { coded, frames: new Map([['e1', ['accuse.blame']]]) };
  };

test('examples pass where type and roles agree, and predicates without example are listed', () => {
  const report = checkCodebook(codebook, coderOf('Kinshasa', 'Kigali'));
  expect(report.failures).toEqual([]);
  expect(report.unreached).toEqual([]);
  expect(report.unused).toEqual(['accuse.blame: fault']);
  expect(report.thin).toEqual(['accuse.blame']);
});

test('a wrong role is reported with what was coded instead', () => {
  const [failure] = checkCodebook(codebook, coderOf('Kigali', 'Kinshasa')).failures;
  expect(failure).toMatchObject({
    kind: 'wrong-roles',
    line: 7,
    expected: 'ACCUSE actor "Kinshasa" recipient "Kigali"',
    coded: ['ACCUSE/disapprove "blamed" happened actor "Kigali" recipient "Kinshasa"'],
  });
});

test('an event in a counter-example is a failure', () => {
  const event = {
    events: [{ type: 'ACCUSE', trigger: { start: 0, end: 2 }, actors: [], recipients: [], mediators: [] }],
  };
  const report = checkCodebook(codebook, text =>
    text === unsaid
      ? { coded: event as unknown as CodedReport, frames: new Map() }
      : coderOf('Kinshasa', 'Kigali')(text),
  );
  expect(report.failures.map(failure => failure.kind)).toEqual(['false-event']);
});
