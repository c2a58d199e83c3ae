import { describe, expect, it } from 'vitest';
import type { ActorRef } from '../schema/grounding.ts';
import type { Sector } from '../schema/plover.ts';
import { acledActorName } from './acled-names.ts';
import { loadRegistry } from './registry.ts';

const registry = loadRegistry('registry');

const actor = (id: string | null, name: string, country: string | null, sector: Sector | null): ActorRef => ({
  id,
  name,
  country,
  sector,
  code: `${country ?? ''}${sector ?? ''}`,
});

const name = (one: ActorRef, date: string | null = null, where: string | null = null): string | null =>
  acledActorName(registry, one, date, where);

describe('acledActorName', () => {
  it('puts the years of the regime behind the forces of a state', () => {
    const army = actor('body:SYR/military', 'Syrian military', 'SYR', 'MIL');
    expect(name(army, '2016-05-01')).toBe('Military Forces of Syria (2000-2024)');
    expect(name(army, '2025-05-01')).toBe('Military Forces of Syria (2024-)');
    const turkish = actor('body:TUR/military', 'Turkish military', 'TUR', 'MIL');
    expect(name(turkish, '2023-05-01')).toBe('Military Forces of Turkey (2016-)');
    expect(name(turkish, '1990-05-01')).toBe('Military Forces of Turkey');
    expect(name(actor('body:KEN/police', 'Kenyan police', 'KEN', 'COP'), '2023-06-01')).toBe(
      'Police Forces of Kenya (2022-)',
    );
  });

  it('takes a state, its officials and its parliament for the government', () => {
    expect(name(actor('state:RUS', 'Russia', 'RUS', null), '2022-03-01')).toBe(
      'Government of Russia (2000-)',
    );
    expect(name(actor('person:x', 'X', 'EGY', 'GOV'), '2019-03-01')).toBe('Government of Egypt (2014-)');
  });

  it('names civilians, protesters, rioters and the unknown by country', () => {
    expect(name(actor(null, 'farmers', 'SYR', 'AGR'))).toBe('Civilians (Syria)');
    expect(name(actor(null, 'Tunisian protesters', 'TUN', 'CVL'))).toBe('Protesters (Tunisia)');
    expect(name(actor(null, 'rioters', null, 'CVL'), null, 'GBR')).toBe('Rioters (United Kingdom)');
    expect(name(actor(null, 'gunmen', 'IRQ', 'UAF'))).toBe('Unidentified Armed Group (Iraq)');
    expect(name(actor(null, 'dealers', 'MEX', 'CRM'))).toBe('Unidentified Gang (Mexico)');
  });

  it('leaves organised groups their names, with the country where one of none acts', () => {
    expect(name(actor('group:hamas', 'Hamas', 'PSE', 'REB'), null, 'ISR')).toBe('Hamas');
    expect(name(actor('group:islamic-state', 'Islamic State', null, 'UAF'), null, 'SYR')).toBe(
      'Islamic State (Syria)',
    );
  });

  it('is null where nothing tells who it is', () => {
    expect(name(actor(null, 'officials', null, null))).toBeNull();
    expect(name(actor(null, 'officials', null, 'GOV'))).toBeNull();
  });
});
