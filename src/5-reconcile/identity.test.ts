import { describe, expect, it } from 'vitest';
import type { Sector } from '../schema/plover.ts';
import { agree, type Identity, likeness, nameWords, SAME_ACTOR } from './identity.ts';

const who = (
  name: string,
  country: string | null = null,
  sector: Sector | null = null,
  id: string | null = null,
): Identity => ({
  id,
  name,
  words: nameWords(name),
  country,
  sector,
  isNamedPerson: false,
  isProper: true,
  isVague: id === null && country === null && name === name.toLowerCase(),
});

const isSame = (a: Identity, b: Identity): boolean => likeness(a, b) >= SAME_ACTOR;

describe('likeness', () => {
  it('goes by registry id, then by name', () => {
    expect(likeness(who('Sol', null, null, 'x1'), who('the leader', null, null, 'x1'))).toBe(1);
    expect(isSame(who('Mira Sol'), who('Sol'))).toBe(true);
    expect(isSame(who('Mira el-Sol'), who('Mira Sol'))).toBe(true);
    expect(isSame(who('Mira Sol'), who('Mira Venn'))).toBe(false);
  });

  it('takes a state and its army for one side, not its rebels', () => {
    expect(isSame(who('Norvia', 'NRV'), who('the army', 'NRV', 'MIL'))).toBe(true);
    expect(isSame(who('Norvia', 'NRV'), who('the Hill Front', 'NRV', 'REB'))).toBe(false);
    expect(isSame(who('Norvia', 'NRV'), who('Tarsk', 'TSK'))).toBe(false);
  });

  it('takes a leader for the state but not for another minister', () => {
    const leader = { ...who('Ilan Dravec', 'NRV', 'GOV', 'x2'), isNamedPerson: true };
    const minister = { ...who('Petra Holm', 'NRV', 'GOV', 'x3'), isNamedPerson: true };
    expect(isSame(leader, who('Norvia', 'NRV'))).toBe(true);
    expect(isSame(leader, minister)).toBe(false);
  });

  it('holds a shorter list for less said, not for a difference', () => {
    expect(agree([who('Norvia', 'NRV')], [who('Quell', 'QLL'), who('Norvia', 'NRV')])).toBe(true);
    expect(agree([who('the driver')], [who('Ilan Dravec')])).toBe(true);
    expect(agree([who('Tarsk', 'TSK')], [who('Quell', 'QLL'), who('Norvia', 'NRV')])).toBe(false);
  });
});
