// Invented reports. STRIKES: two air strikes a day apart in two outlets each. WIRE: an agency text, a paper's trimmed
// copy of it, and a report of another paper's own.
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from './builder.ts';

const strike = {
  actors: ['Norvia'],
  recipients: ['Tarsk'],
  mode: 'aerial',
  place: 'Odrin',
  country: 'TSK',
} as const;

export const STRIKES: readonly CodedText[] = [
  new ReportBuilder(
    'strike-1',
    'Norvian jets struck a depot in Odrin on Sunday, killing 12 people, officials in Tarsk said. The raid set fuel tanks alight near the river port. Rescue teams worked through the night.',
    { outlet: 'The Harbour Post', publishedAt: '2025-03-03' },
  )
    .event('ASSAULT', 'struck', { ...strike, day: '2025-03-02', counts: ['g1'] })
    .figure('killed', '12 people', 12, { event: 'e1' }),
  new ReportBuilder(
    'strike-2',
    'An air strike by Norvia on Odrin killed at least 10 people on Sunday, residents said. Fuel tanks at the depot beside the river port burned until morning.',
    { outlet: 'Vell Radio', publishedAt: '2025-03-03' },
  )
    .event('ASSAULT', 'strike', { ...strike, day: '2025-03-02', counts: ['g1'] })
    .figure('killed', 'at least 10 people', 10, { comparator: '>', event: 'e1' }),
  new ReportBuilder(
    'strike-3',
    'Norvian jets struck Odrin again on Monday, a day after a raid on the fuel depot. The second strike hit a bridge over the river and wounded 3 people, officials in Tarsk said.',
    { outlet: 'The Harbour Post', publishedAt: '2025-03-04' },
  )
    .event('ASSAULT', 'struck', { ...strike, day: '2025-03-03', counts: ['g1'] })
    .event('ASSAULT', 'raid', { ...strike, day: '2025-03-02' })
    .figure('injured', '3 people', 3, { event: 'e1' }),
  new ReportBuilder(
    'strike-4',
    'A bridge in Odrin was struck from the air on Monday and three people were wounded, a day after the depot burned. Tarsk blamed Norvia for the raid.',
    { outlet: 'Vell Radio', publishedAt: '2025-03-04' },
  )
    .event('ASSAULT', 'struck', { ...strike, actors: [], day: '2025-03-03' })
    .event('ACCUSE', 'blamed', { actors: ['Tarsk'], recipients: ['Norvia'] })
    .figure('injured', 'three people', 3, { event: 'e1' }),
].map(builder => builder.build());

const agency =
  'Foreign ministers of Norvia and Quell met in Sarn on Thursday to discuss the grain corridor, an official who attended the talks said. They agreed to open two crossings before the harvest and to let inspectors count the lorries at each of them.';

export const WIRE: readonly CodedText[] = [
  new ReportBuilder('wire-1', `${agency} The ministers will meet again in June.`, {
    outlet: 'Midland Agency',
    publishedAt: '2025-05-09',
  }).event('CONSULT', 'met', { actors: ['Norvia'], recipients: ['Quell'] }),
  new ReportBuilder('wire-2', agency, { outlet: 'The Sarn Courier', publishedAt: '2025-05-09' }).event(
    'CONSULT',
    'met',
    { actors: ['Norvia'], recipients: ['Quell'] },
  ),
  new ReportBuilder(
    'wire-3',
    'Grain may soon cross the border between Norvia and Quell. Ministers of both met in Sarn on Thursday, and Quell promised to pay for the inspectors at the two crossings.',
    { outlet: 'Ledger', publishedAt: '2025-05-10' },
  )
    .event('CONSULT', 'met', { actors: ['Quell'], recipients: ['Norvia'] })
    .event('AID', 'pay', { actors: ['Quell'], status: 'offered' }),
].map(builder => builder.build());
