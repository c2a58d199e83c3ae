// What is known of an entity while its chain grows: the sum of its mentions' facts.
import type { NameKind } from '../schema/analysis.ts';
import type { Facts } from './coreference-facts.ts';
import { type NameKey, relateNames } from './coreference-names.ts';
import type { Gender } from './coreference-words.ts';

const KEPT = 12;
const formCodes = { name: 1, nominal: 2, pronoun: 3 } as const;

export class Cluster {
  readonly members: number[] = [];
  kind: NameKind | null = null;
  number: Facts['number'] = null;
  gender: Gender | null = null;
  animate: boolean | null = null;
  readonly names: NameKey[] = [];
  readonly titles: number[] = [];
  readonly nationality: number[] = [];
  lastForm = 0;
  lastSentence = 0;

  get size(): number {
    return this.members.length;
  }

  add(facts: Facts): void {
    this.members.push(facts.index);
    const { kind } = facts.mention;
    const named = facts.name.length > 0;
    if (kind !== null && (this.kind === null || (named && this.names.length === 0))) this.kind = kind;
    this.number ??= facts.number;
    this.gender ??= facts.gender;
    this.animate ??= facts.animate;
    if (facts.key && this.names.length < KEPT && !this.names.some(key => key.whole === facts.key?.whole))
      this.names.push(facts.key);
    for (const title of facts.titles)
      if (this.titles.length < KEPT && !this.titles.includes(title)) this.titles.push(title);
    if (
      facts.mention.form === 'nominal' &&
      this.titles.length < KEPT &&
      !this.titles.includes(facts.lemma) &&
      named
    )
      this.titles.push(facts.lemma);
    for (const nation of facts.nationality)
      if (this.nationality.length < KEPT && !this.nationality.includes(nation)) this.nationality.push(nation);
    this.lastForm = formCodes[facts.mention.form];
    this.lastSentence = facts.mention.sentence;
  }

  /** Would the mention's name contradict this entity's: "Jane Smith" after "John Smith", "Ankara" after "Turkey"? */
  contradicts(facts: Facts): boolean {
    const { key } = facts;
    if (!key || this.names.length === 0) return false;
    const agrees = (known: NameKey): boolean => {
      const relation = relateNames(known, key);
      return relation === 'same' || relation === 'tail' || relation === 'head';
    };
    const { kind } = facts.mention;
    // "Western Norvia" is neither "Norvia" nor "Northern Norvia".
    if (kind === 'place' && this.kind === 'place')
      return this.names.every(known => !['same', 'acronym'].includes(relateNames(known, key)));
    if (kind !== 'person') return this.names.every(known => relateNames(known, key) === 'none');
    const full = key.words.length > 1;
    if (full && this.names.some(known => known.words.length > 1 && !agrees(known))) return true;
    return !this.names.some(agrees);
  }
}
