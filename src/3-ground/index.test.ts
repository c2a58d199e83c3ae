import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../resources/registry.ts';
import type { Entity, Grounding } from '../schema/grounding.ts';
import { analysisOf, handMade, mentionOf, reportOf } from './hand-made.ts';
import { groundReport } from './index.ts';

const registry = loadRegistry('registry');

const ground = (lines: readonly string[], publishedAt: string | null = null): Grounding => {
  const { text, sentences } = handMade(lines);
  return groundReport(reportOf(text, publishedAt), analysisOf(sentences), { registry });
};

const entityAt = (grounding: Grounding, text: string, words: string): Entity | undefined => {
  const start = text.indexOf(words);
  const mention = grounding.mentions.find(one => one.start <= start && start + words.length <= one.end);
  return grounding.entities.find(entity => entity.id === mention?.entity);
};

const find = (
  lines: readonly string[],
  words: string,
  publishedAt: string | null = null,
): Entity | undefined => entityAt(ground(lines, publishedAt), handMade(lines).text, words);

describe('capitals', () => {
  const said = 'Ankara/PROPN/nsubj/2 said/VERB/root/0/say talks/NOUN/nsubj/4/talk failed/VERB/ccomp/2/fail';
  const inside = 'He/PRON/nsubj/2 lived/VERB/root/0/live in/ADP/case/4 Ankara/PROPN/obl/2';
  const talks =
    'Damascus/PROPN/nsubj/2 wants/VERB/root/0/want talks/NOUN/obj/2/talk with/ADP/case/5 Ankara/PROPN/nmod/3';

  it('are the state where they say or are party to something', () => {
    expect(find([said], 'Ankara')?.actor?.id).toBe('state:TUR');
    expect(find([talks], 'Ankara')?.actor?.id).toBe('state:TUR');
    expect(find([talks], 'Damascus')?.actor?.code).toBe('SYR');
  });

  it('are a town where something is or goes', () => {
    const city = find([inside], 'Ankara');
    expect(city?.actor).toBeNull();
    expect(city?.place).toMatchObject({ country: 'TUR', precision: 1 });
  });

  it('join the state named otherwise', () => {
    const lines = [said, 'Turkey/PROPN/nsubj/2 denied/VERB/root/0/deny it/PRON/obj/2'];
    const { text } = handMade(lines);
    const grounding = ground(lines);
    expect(entityAt(grounding, text, 'Ankara')?.id).toBe(entityAt(grounding, text, 'Turkey')?.id);
  });
});

describe('states before a noun', () => {
  it('stand for the state as an adjective does, and are no mention by name', () => {
    const lines = [
      'U.S./PROPN/compound/2 troops/NOUN/nsubj/3/troops left/VERB/root/0/leave Syria/PROPN/obj/3',
    ];
    const forms = ground(lines).entities.map(({ name, mentions }) => [name, mentions[0]?.kind]);
    expect(forms).toContainEqual(['United States', 'nominal']);
    expect(forms).toContainEqual(['Syria', 'name']);
  });
});

describe('somebody of a state', () => {
  it('is a person, and no place', () => {
    const one = 'a/DET/det/2 Russian/PROPN/nsubj/3 fled/VERB/root/0/flee Syria/PROPN/obj/3';
    expect(find([one], 'Russian')).toMatchObject({ kind: 'person', place: null, actor: { country: 'RUS' } });
    expect(find([one], 'Syria')?.kind).toBe('place');
  });
});

describe('bodies of states', () => {
  const lines = [
    'Turkish/ADJ/amod/2 troops/NOUN/nsubj/3/troops entered/VERB/root/0/enter Syria/PROPN/obj/3',
    'the/DET/det/3 Turkish/ADJ/amod/3 army/NOUN/nsubj/4 shelled/VERB/root/0/shell Afrin/PROPN/obj/4',
  ];

  it('are one actor whatever the noun, apart from the state that the adjective names', () => {
    const { text } = handMade(lines);
    const grounding = ground(lines);
    const troops = entityAt(grounding, text, 'Turkish troops');
    expect(troops?.actor).toMatchObject({ code: 'TURMIL', name: 'Turkish military' });
    expect(entityAt(grounding, text, 'Turkish army')?.id).toBe(troops?.id);
    expect(grounding.entities.find(entity => entity.name === 'Turkey')?.mentions).toHaveLength(2);
  });

  it('take the country of possessor, complement, or both of two nationalities', () => {
    expect(
      find(
        ['the/DET/det/2 government/NOUN/nsubj/5 of/ADP/case/4 Iraq/PROPN/nmod/2 fell/VERB/root/0'],
        'government of Iraq',
      )?.actor?.code,
    ).toBe('IRQGOV');
    expect(
      find(
        ["Kenya/PROPN/nmod:poss/3 's/PART/case/1 police/NOUN/nsubj/4 fired/VERB/root/0/fire"],
        "Kenya 's police",
      )?.actor?.code,
    ).toBe('KENCOP');
    const both = ground([
      'Indian/ADJ/amod/4 and/CCONJ/cc/3 Chinese/ADJ/conj/1 soldiers/NOUN/nsubj/5/soldier/Number=Plur clashed/VERB/root/0/clash',
    ]);
    expect(both.entities.map(entity => entity.actor?.code)).toEqual(
      expect.arrayContaining(['INDMIL', 'CHNMIL']),
    );
  });

  it('are not those who back them', () => {
    const backed =
      'Turkey/PROPN/compound/3 -/PUNCT/punct/3 backed/VERB/amod/5/back opposition/NOUN/compound/5 forces/NOUN/nsubj/6/force held/VERB/root/0/hold Idlib/PROPN/obj/6';
    expect(find([backed], 'opposition forces')?.actor?.code).toBe('SYRREB');
  });
});

describe('persons', () => {
  it('hold an office on the date of the report', () => {
    const line = 'the/DET/det/3 Turkish/ADJ/amod/3 president/NOUN/nsubj/4 spoke/VERB/root/0/speak';
    expect(find([line], 'president', '2010-05-01')?.name).toBe('Abdullah Gul');
    expect(find([line], 'president', '2023-05-01')?.name).toBe('Recep Tayyip Erdogan');
    expect(find([line], 'president')?.actor).toMatchObject({ id: null, code: 'TURGOV' });
  });

  it('are known by surname alone only in their term and with their country', () => {
    const line =
      'Johnson/PROPN/nsubj/2 met/VERB/root/0/meet officials/NOUN/obj/2/official in/ADP/case/5 Britain/PROPN/obl/2';
    expect(find([line], 'Johnson', '2021-03-01')?.name).toBe('Boris Johnson');
    expect(find([line], 'Johnson', '2012-03-01')?.actor?.id ?? null).toBeNull();
    const elsewhere =
      'Johnson/PROPN/nsubj/2 met/VERB/root/0/meet officials/NOUN/obj/2/official in/ADP/case/5 Peru/PROPN/obl/2';
    expect(find([elsewhere], 'Johnson', '2021-03-01')?.actor?.id ?? null).toBeNull();
  });

  it('lose their office when the term ends', () => {
    const line = 'Barack/PROPN/nsubj/3 Obama/PROPN/flat/1 spoke/VERB/root/0/speak';
    expect(find([line], 'Barack Obama', '2012-01-01')?.actor?.code).toBe('USAGOV');
    expect(find([line], 'Barack Obama', '2019-01-01')?.actor?.code).toBe('USAELI');
  });

  it('take country and sector from a title where they are not listed', () => {
    const { text, sentences } = handMade([
      'Ukrainian/ADJ/amod/4 Defence/PROPN/compound/3 Minister/PROPN/compound/4 Petro/PROPN/nsubj/6 Novak/PROPN/flat/4 resigned/VERB/root/0/resign',
    ]);
    const mention = mentionOf(sentences, 0, 0, 5, 'name', {
      kind: 'person',
      head: 3,
      nameFrom: 3,
      nameTo: 5,
    });
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences, [mention]), { registry });
    expect(entityAt(grounding, text, 'Petro Novak')).toMatchObject({
      kind: 'person',
      name: 'Petro Novak',
      actor: { id: null, code: 'UKRGOV' },
    });
  });
});

describe('chains', () => {
  it('that mix two actors are split, pronouns staying with the nearer', () => {
    const { text, sentences } = handMade([
      'Putin/PROPN/nsubj/2 praised/VERB/root/0/praise Erdogan/PROPN/obj/2',
      'he/PRON/nsubj/2 smiled/VERB/root/0/smile',
    ]);
    const mentions = [
      mentionOf(sentences, 0, 0, 1, 'name', { kind: 'person' }),
      mentionOf(sentences, 0, 2, 3, 'name', { kind: 'person' }),
      mentionOf(sentences, 1, 0, 1, 'pronoun'),
    ];
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences, mentions, [[0, 1, 2]]), {
      registry,
    });
    expect(grounding.entities.map(entity => entity.name)).toEqual(['Vladimir Putin', 'Recep Tayyip Erdogan']);
    expect(grounding.entities[1]?.mentions).toHaveLength(2);
  });

  it('never make a person of what a pronoun for things refers to', () => {
    const { text, sentences } = handMade([
      'Assad/PROPN/nsubj/2 spoke/VERB/root/0/speak',
      'it/PRON/nsubj/2 rained/VERB/root/0/rain',
    ]);
    const mentions = [
      mentionOf(sentences, 0, 0, 1, 'name', { kind: 'person' }),
      mentionOf(sentences, 1, 0, 1, 'pronoun'),
    ];
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences, mentions, [[0, 1]]), {
      registry,
    });
    expect(grounding.entities[0]?.mentions).toHaveLength(1);
  });
});

describe('places', () => {
  it('of one name are told apart by the country beside them', () => {
    const line =
      'it/PRON/nsubj/2 happened/VERB/root/0/happen in/ADP/case/4 Tripoli/PROPN/obl/2 ,/PUNCT/punct/6 Lebanon/PROPN/appos/4';
    expect(find([line], 'Tripoli')?.place).toMatchObject({ country: 'LBN', precision: 1 });
    const alone = 'it/PRON/nsubj/2 happened/VERB/root/0/happen in/ADP/case/4 Tripoli/PROPN/obl/2';
    expect(find([alone], 'Tripoli')?.place?.country).toBe('LBY');
  });

  it('with a direction are a part, moved to that side', () => {
    const part = find(
      ['raids/NOUN/nsubj/2/raid hit/VERB/root/0 northern/ADJ/amod/4 Syria/PROPN/obj/2'],
      'northern Syria',
    );
    expect(part).toMatchObject({ kind: 'place', name: 'northern Syria', actor: null });
    expect(part?.place?.latitude).toBeGreaterThan(35.5);
  });

  it('are no months: there is a town of March', () => {
    const lines = [
      'Britain/PROPN/nsubj/2 suspended/VERB/root/0/suspend it/PRON/obj/2 in/ADP/case/5 March/PROPN/obl/2',
    ];
    const { text, sentences } = handMade(lines);
    const march = mentionOf(sentences, 0, 4, 5, 'nominal', { kind: 'place' });
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences, [march]), { registry });
    expect(entityAt(grounding, text, 'March')).toBeUndefined();
    expect(grounding.times.map(({ edtf }) => edtf)).toEqual(['XXXX-03']);
  });

  it('are the ones in the news: a report full of Americans means Geneva in Switzerland', () => {
    const { text, sentences } = handMade([
      'Americans/PROPN/nsubj/2 left/VERB/root/0/leave Texas/PROPN/obj/2',
      'it/PRON/nsubj/2 happened/VERB/root/0/happen in/ADP/case/4 Geneva/PROPN/obl/2',
    ]);
    const geneva = mentionOf(sentences, 1, 3, 4, 'name', { kind: 'place' });
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences, [geneva]), { registry });
    expect(entityAt(grounding, text, 'Geneva')?.place?.country).toBe('CHE');
  });

  it('and persons are no months: "talks with May"', () => {
    const { text, sentences } = handMade([
      'Theresa/PROPN/nsubj/3 May/PROPN/flat/1 left/VERB/root/0/leave in/ADP/case/5 May/PROPN/obl/3',
      'he/PRON/nsubj/2 spoke/VERB/root/0/speak with/ADP/case/4 May/PROPN/obl/2',
    ]);
    const may = mentionOf(sentences, 0, 0, 2, 'name', { kind: 'person' });
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences, [may]), { registry });
    expect(grounding.times.map(({ start }) => text.slice(start - 3, start))).toEqual(['in ']);
  });

  it('are found under their news spelling', () => {
    const line =
      'shells/NOUN/nsubj/2/shell hit/VERB/root/0 the/DET/det/4 town/NOUN/obj/2 of/ADP/case/6 Kobane/PROPN/nmod/4 in/ADP/case/8 Syria/PROPN/nmod/6';
    expect(find([line], 'Kobane')?.place).toMatchObject({ name: 'Kobani', country: 'SYR', admin1: 'Aleppo' });
  });
});

describe('hostile text', () => {
  it('of any shape gives offsets inside the text', () => {
    const odd = [
      '\uD800/PROPN/nsubj/1',
      `${'A'.repeat(5000)}/PROPN/root/0`,
      "'s/PART/case/9 -/PUNCT/punct/0",
    ];
    const { text, sentences } = handMade(odd);
    const grounding = groundReport(reportOf(text, null), analysisOf(sentences), { registry });
    for (const mention of grounding.mentions) expect(mention.end).toBeLessThanOrEqual(text.length);
    expect(groundReport(reportOf('', null), analysisOf([]), { registry }).entities).toEqual([]);
  });
});
