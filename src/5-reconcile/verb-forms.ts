// Stems that Porter's rules do not bring together: irregular verbs and nouns of another root, by the verb's stem.
import { stem } from './stem.ts';

const FORMS = `
  strike struck stricken
  shoot shot shooting shooter
  fight fought fighting
  kill killing killer
  die dead death died dying
  hold held
  meet met meeting
  say said
  tell told
  speak spoke spoken speech
  leave left
  lose lost loss
  win won victory
  flee fled flight
  withdraw withdrew withdrawn withdrawal pullout
  deny denied denial denies
  give gave given
  take took taken
  seize seizure
  break broke broken
  begin began begun
  bring brought
  send sent
  fall fell fallen
  rise rose risen
  drive drove driven
  steal stole stolen theft
  choose chose chosen choice
  think thought
  find found
  agree agreement
  accuse accusation
  destroy destruction destroyed
  explode explosion blast
  bomb bombing bomber bombardment
  invade invasion
  intervene intervention
  decide decision
  reject rejection
  condemn condemnation
  negotiate negotiation talks
  refuse refusal
  threaten threat
  arrest detain detention
  marry marriage wedding
  accept acceptance
  attack assail
  visit trip
  resign resignation quit
  appoint appointment
  sentence sentenced
  injure wound hurt
  hit
  buy bought acquire acquisition purchase
  sell sold sale
  build built
  launch
  announce announcement
  criticise criticize criticism
  apologise apologize apology
  collide collision crash
  murder homicide
`;

const roots: ReadonlyMap<string, string> = new Map(
  FORMS.trim()
    .split('\n')
    .flatMap(line => {
      const forms = line.trim().split(' ').map(stem);
      return forms.map(form => [form, forms[0] as string] as const);
    }),
);

/** "struck" and "strikes" -> "strike": one key for the forms of a word that may trigger an event. */
export const rootOf = (wordStem: string): string => roots.get(wordStem) ?? wordStem;
