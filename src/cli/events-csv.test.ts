import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import type { CodedReport, EventMention } from '../schema/coded-report.ts';
import { eventsCsvHeader, eventsCsvRows } from './events-csv.ts';

const text = '=Ferries, "the last",\nwere stopped. Norway accused them.';
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const event: EventMention = {
  id: 'e1',
  type: 'ACCUSE',
  mode: null,
  contexts: ['military', 'diplomatic'],
  cameo: '112',
  quadClass: 'verbalConflict',
  intensity: -2,
  acled: null,
  status: 'happened',
  trigger: at('accused'),
  actors: [{ ...at('Norway'), entity: 'n1', name: 'Norway', country: 'NOR', sector: 'GOV', code: 'NORGOV' }],
  recipients: [],
  mediators: [],
  place: {
    ...at('Norway'),
    entity: 'n1',
    name: 'Norway',
    country: 'NOR',
    admin1: null,
    latitude: 62,
    longitude: -1.5,
    precision: 3,
  },
  time: null,
  counts: [],
  statement: null,
  denies: null,
  evidence: [at('=Ferries, "the last",\nwere stopped.'), at('accused')],
  confidence: 0.5,
};
const report = makeReport({ ...NO_FIELDS, id: 'r1', text, outlet: '-Wire' });
const coded = { events: [event], statements: [], figures: [], entities: [] } as unknown as CodedReport;

describe('the table of events', () => {
  const rows = parse(eventsCsvHeader() + eventsCsvRows({ report, coded }), { columns: true }) as Record<
    string,
    string
  >[];

  it('reads back as one row an event', () => {
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      report: 'r1',
      type: 'ACCUSE',
      contexts: 'military; diplomatic',
      actors: 'Norway',
      actor_codes: 'NORGOV',
      recipients: '',
      longitude: '-1.5',
      date_from: '',
      trigger: 'accused',
    });
  });

  it('lets no words pass for a formula', () => {
    expect(rows[0]?.evidence).toBe('\'=Ferries, "the last", were stopped. … accused');
    expect(rows[0]?.outlet).toBe("'-Wire");
  });
});
