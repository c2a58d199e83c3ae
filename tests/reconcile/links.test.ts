import { join } from 'node:path';
// Denials, positions, origins of copies and speakers of quotations, on reports coded by hand.
import { describe, expect, it } from 'vitest';
import { tellTogether } from '../../src/5-reconcile/index.ts';
import { loadRegistry } from '../../src/resources/registry.ts';
import { ReportBuilder } from './builder.ts';

describe('denials', () => {
  const claim = new ReportBuilder('claim', 'Norvia accused Tarsk of shelling the market of Odrin.', {
    outlet: 'A',
  }).event('ACCUSE', 'accused', { actors: ['Norvia'], recipients: ['Tarsk'] });
  const denialBy = (actor: string): ReportBuilder =>
    new ReportBuilder('denial', `${actor} denied that its guns had shelled the market.`, {
      outlet: 'B',
    }).event('REJECT', 'denied', { actors: [actor] });

  it('are tied to the accusation that another report tells', () => {
    const story = tellTogether([claim.build(), denialBy('Tarsk').build()]);
    const idOf = (type: string): string | undefined => story.events.find(event => event.type === type)?.id;
    expect(story.denials).toEqual([{ denial: idOf('REJECT'), claim: idOf('ACCUSE') }]);
  });

  it('answer no accusation against someone else', () => {
    expect(tellTogether([claim.build(), denialBy('Quell').build()]).denials).toEqual([]);
  });
});

describe('positions', () => {
  it('mark a later stance that is the contrary of an earlier one', () => {
    const story = tellTogether(
      [
        new ReportBuilder('r1', 'Mira Sol refused to meet Ilan Dravec.', { publishedAt: '2025-03-03' }).event(
          'REJECT',
          'refused',
          { actors: ['Mira Sol'], recipients: ['Ilan Dravec'], day: '2025-03-03' },
        ),
        new ReportBuilder('r2', 'Mira Sol agreed to talks with Ilan Dravec.', {
          publishedAt: '2025-03-09',
        }).event('AGREE', 'agreed', {
          actors: ['Mira Sol'],
          recipients: ['Ilan Dravec'],
          day: '2025-03-09',
        }),
      ].map(builder => builder.build()),
    );
    const [refusal, agreement] = story.events;
    expect(story.positions).toMatchObject([
      {
        actor: 'Mira Sol',
        steps: [
          { id: refusal?.id, day: '2025-03-03', stance: 'conflict', changes: null },
          { id: agreement?.id, day: '2025-03-09', stance: 'cooperation', changes: refusal?.id },
        ],
      },
    ]);
  });
});

describe('origins', () => {
  const { outlets } = loadRegistry(join(import.meta.dirname, '../../registry'));
  const body =
    'Ministers of Norvia and Quell met in Sarn on Thursday and signed a paper on grain that lets two hundred trucks a day cross the border once inspectors stand at both crossings. Farmers on either side had asked for such a paper since the spring.';
  const originOf = (...texts: readonly string[]) =>
    tellTogether(
      texts.map((text, i) => new ReportBuilder(`r${i}`, text, { outlet: `Paper ${i}` }).build()),
      outlets,
    ).origins;

  it.each([
    `SARN, May 9 (Reuters) - ${body}`,
    `SARN (Border Wire) – ${body}`,
    `By Ana Ruiz, Associated Press\n\n${body}`,
    `${body} (AFP)`,
  ])('are read off a dateline, a byline or a tag: %s', text => {
    const [origin] = originOf(body, text);
    expect(origin?.report).toBe('r1');
    expect(text.slice(origin?.start, origin?.end)).toBe(origin?.name);
  });

  it('stay unknown where nothing tells', () => {
    expect(originOf(body, `${body} The next talks are in June (see page 4).`)).toEqual([null]);
  });
});

describe('speakers', () => {
  it('stand side by side where reports name two', () => {
    const words = '“No truck will pass until the last mine has been lifted.”';
    const by = (id: string, name: string) =>
      new ReportBuilder(id, `${name} said: ${words}`).statement('direct', words, name).build();
    const [quote] = tellTogether([
      by('r1', 'Mira Sol'),
      by('r2', 'Ilan Dravec'),
      by('r3', 'Mira Sol'),
    ]).quotes;
    expect(quote?.speaker).toBe('Mira Sol');
    expect(quote?.speakers).toEqual([
      { name: 'Mira Sol', reports: ['r1', 'r3'] },
      { name: 'Ilan Dravec', reports: ['r2'] },
    ]);
  });
});
