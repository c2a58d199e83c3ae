// English words whose inflection no rule tells: base, past and participle of verbs, plurals, degrees. Facts of the
// language; prefixes ("overthrew", "retaken") are read off by rule.

/** A verb a line: base, past forms (by `/`), participles where they differ. Regular by-forms are left to the rules. */
const verbs = `
abide abode; arise arose arisen; awake awoke awoken; bear bore borne/born; beat beat beaten; become became become;
befall befell befallen; beget begot begotten; begin began begun; behold beheld; bend bent; beseech besought; beset beset;
bet bet; bid bid/bade bidden; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred;
bring brought; broadcast broadcast; build built; burn burnt; burst burst; bust bust; buy bought; cast cast; catch caught;
choose chose chosen; cling clung; come came come; cost cost; creep crept; cut cut; deal dealt; dig dug; do did done;
draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; dwell dwelt; eat ate eaten; fall fell fallen;
feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade/forbad forbidden;
forecast forecast; forego forewent foregone; foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven;
forsake forsook forsaken; freeze froze frozen; get got gotten; give gave given; go went gone; grind ground; grow grew grown;
hang hung; have had; hear heard; hew hewed hewn; hide hid hidden; hit hit; hold held; hurt hurt; keep kept; kneel knelt;
know knew known; lay laid; lead led; leap leapt; learn learnt; leave left; lend lent; let let; lie lay lain; light lit;
lose lost; make made; mean meant; meet met; mislead misled; mow mowed mown; overcome overcame overcome; pay paid;
plead pled; prove proved proven; put put; quit quit; read read; rend rent; rid rid; ride rode ridden; ring rang rung;
rise rose risen; run ran run; saw sawed sawn; say said; see saw seen; seek sought; sell sold; send sent; set set;
sew sewed sewn; shake shook shaken; shear sheared shorn; shed shed; shine shone; shit shat/shit; shoot shot; show showed shown;
shrink shrank/shrunk shrunk; shut shut; sing sang sung; sink sank/sunk sunk; sit sat; slay slew slain; sleep slept; slide slid;
sling slung; slink slunk; slit slit; smell smelt; smite smote smitten; sneak snuck; sow sowed sown; speak spoke spoken; speed sped;
spell spelt; spend spent; spill spilt; spin spun; spit spat; split split; spoil spoilt; spread spread; spring sprang/sprung sprung;
stand stood; steal stole stolen; stick stuck; sting stung; stink stank/stunk stunk; strew strewed strewn; stride strode stridden;
strike struck struck/stricken; string strung; strive strove striven; swear swore sworn; sweep swept; swell swelled swollen;
swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; thrive throve;
throw threw thrown; thrust thrust; tread trod trodden; undergo underwent undergone; wake woke woken; wear wore worn;
weave wove woven; wed wed; weep wept; wet wet; win won; wind wound; wring wrung; write wrote written`;

const verbPrefixes = [
  'counter',
  'under',
  'over',
  'fore',
  'with',
  'out',
  'mis',
  'off',
  'pre',
  're',
  'un',
  'up',
] as const;

const plurals = `
men man; women woman; children child; feet foot; teeth tooth; geese goose; mice mouse; lice louse; oxen ox; dice die;
series series; species species; means means; crises crisis; theses thesis; hypotheses hypothesis; analyses analysis;
bases base; axes axis; oases oasis; diagnoses diagnosis; emphases emphasis; parentheses parenthesis; synopses synopsis;
criteria criterion; phenomena phenomenon; media medium; data datum; bacteria bacterium; memoranda memorandum; referenda referendum;
strata stratum; curricula curriculum; fungi fungus; nuclei nucleus; stimuli stimulus; alumni alumnus; radii radius; cacti cactus;
indices index; appendices appendix; vertices vertex; matrices matrix; leaves leaf; lives life; wives wife; knives knife;
thieves thief; halves half; selves self; shelves shelf; wolves wolf; calves calf; loaves loaf; hooves hoof; scarves scarf; elves elf;
headquarters headquarters; barracks barracks; crossroads crossroads; gallows gallows; aircraft aircraft; spacecraft spacecraft;
buses bus; gases gas; viruses virus; bonuses bonus; campuses campus; censuses census; statuses status; choruses chorus; lenses lens;
focuses focus; caucuses caucus; circuses circus; quizzes quiz; passersby passerby; sheikhs sheikh`;

const degrees = `
better good/well; best good/well; worse bad/badly; worst bad/badly; less little; least little; more much; most much;
further far; furthest far; farther far; farthest far; elder old; eldest old; later late; latest late`;

const rowsOf = (table: string): string[][] => table.split(';').map(row => row.trim().split(/\s+/));

/** By inflected form: the base of a past or participle; of a plural. */
const verbBase = { VBD: new Map<string, string>(), VBN: new Map<string, string>() };
for (const [base = '', past = '', participle = past] of rowsOf(verbs)) {
  for (const form of past.split('/')) verbBase.VBD.set(form, base);
  for (const form of participle.split('/')) verbBase.VBN.set(form, base);
}
const singular = new Map(rowsOf(plurals).map(([plural = '', base = '']) => [plural, base]));
const positive = new Map(rowsOf(degrees).map(([form = '', base = '']) => [form, base.split('/')]));

const LEAST_REST = 3;

/** "overthrew" is "over" and "threw". */
const withoutPrefix = (form: string, table: ReadonlyMap<string, string>): string | undefined => {
  for (const prefix of verbPrefixes) {
    const rest = form.startsWith(prefix) ? form.slice(prefix.length).replace(/^-/, '') : '';
    const base = rest.length >= LEAST_REST ? table.get(rest) : undefined;
    if (base !== undefined) return form.slice(0, form.length - rest.length) + base;
  }
  return undefined;
};

const ofVerb = (form: string, tag: 'VBD' | 'VBN'): string | undefined => {
  const [own, other] = tag === 'VBD' ? [verbBase.VBD, verbBase.VBN] : [verbBase.VBN, verbBase.VBD];
  // A tagger takes one for the other: "had showed", "they begun".
  return own.get(form) ?? other.get(form) ?? withoutPrefix(form, own) ?? withoutPrefix(form, other);
};

const ofPlural = (form: string): string | undefined => {
  const known = singular.get(form);
  if (known !== undefined) return known;
  // "gunmen", "spokeswomen", "grandchildren", "housewives", "by-products" and the like go by their last part.
  const last = /^(.{2,})(men|children|wives|knives|wolves|crises|feet|teeth)$/.exec(form);
  return last ? `${last[1]}${singular.get(last[2] as string)}` : undefined;
};

/** The base of an irregular form, lower-cased, under a Penn tag; undefined where the rules of spelling hold. */
export const irregularBase = (form: string, upos: string, xpos: string): string | undefined => {
  if (xpos === 'VBD' || xpos === 'VBN') return ofVerb(form, xpos);
  if (xpos === 'NNS') return ofPlural(form);
  if (/^(?:JJ|RB)[RS]$/.test(xpos)) {
    const bases = positive.get(form);
    return upos === 'ADV' ? bases?.at(-1) : bases?.[0];
  }
  return undefined;
};
