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
  hang hung
  throw threw thrown hurl
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

/** Words with which reporters tell one act; a word may stand in several lines. */
const NEAR = `
  kill murder die slay slain slayings massacre execute hang shoot gun stab assassinate behead perish
  injure maim casualty
  attack strike raid hit assault bomb bombard shell pound target storm rocket
  hit strike collide run ram
  attack ambush shoot gun open fire
  explode bomb detonate
  clash fight battle combat skirmish
  offensive operation incursion invade push advance
  cut damage sever destroy wreck devastate flatten raze level
  fire blaze burn arson torch alight
  repel repulse thwart foil prevent avert
  quake earthquake tremor temblor
  steal rob robbery heist raid loot
  abduct kidnap hostage seize
  arrest capture seize nab apprehend round custody jail imprison
  charge indict prosecute accuse allege
  convict sentence guilty jail
  free release
  escape flee break
  accuse blame condemn criticise denounce slam lash blast allege decry attack accusation fault
  deny reject dismiss refuse rule rebuff spurn decline oppose
  call demand urge appeal request insist ask press seek
  warn threaten vow ultimatum
  meet discuss negotiate consult summit conference confer hold attend dialogue
  agree accord deal pact sign treaty accept roadmap
  support back endorse praise welcome hail
  aid help assist donate relief deliver
  protest demonstrate rally march riot unrest
  withdraw pull leave retreat quit evacuate
  resign step quit depart
  deploy send dispatch mass mobilise amass
  sanction embargo ban restrict
  suspend halt stop cancel
  expel deport oust
  occupy seize capture take overrun fall conquer
  free rescue save
  win beat defeat victory
  hire appoint choose name replace select pick
`;

const linesByRoot: ReadonlyMap<string, ReadonlySet<number>> = (() => {
  const lines = new Map<string, Set<number>>();
  for (const [number, line] of NEAR.trim().split('\n').entries())
    for (const word of line.trim().split(' ')) {
      const root = roots.get(stem(word)) ?? stem(word);
      lines.set(root, (lines.get(root) ?? new Set()).add(number));
    }
  return lines;
})();

/** True for roots with which reporters may tell one act: "arrest", "capture". */
export const areNear = (a: string, b: string): boolean => {
  const lines = linesByRoot.get(b);
  if (!lines) return false;
  for (const line of linesByRoot.get(a) ?? []) if (lines.has(line)) return true;
  return false;
};

/** "struck" and "strikes" -> "strike": one key for the forms of a word that may trigger an event. */
export const rootOf = (wordStem: string): string => roots.get(wordStem) ?? wordStem;
