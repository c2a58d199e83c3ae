// Closed classes that coreference reads: pronouns with person, number and gender, and words that show gender.

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export type Gender = 'male' | 'female' | 'neuter';
export type Grammar = {
  readonly person: 1 | 2 | 3;
  readonly number: 'singular' | 'plural' | null;
  readonly gender: Gender | null;
  /** One code for all cases of a pronoun: "he", "him", "his", "himself". */
  readonly family: string;
  readonly reflexive: boolean;
};

const table: readonly (readonly [
  forms: string,
  person: 1 | 2 | 3,
  number: 'singular' | 'plural' | null,
  gender: Gender | null,
])[] = [
  ['i me my mine myself', 1, 'singular', null],
  ['we us our ours ourselves', 1, 'plural', null],
  ['you your yours yourself yourselves', 2, null, null],
  ['he him his himself', 3, 'singular', 'male'],
  ['she her hers herself', 3, 'singular', 'female'],
  ['it its itself', 3, 'singular', 'neuter'],
  ['they them their theirs themselves themself', 3, 'plural', null],
  ['this that', 3, 'singular', 'neuter'],
  ['these those', 3, 'plural', null],
  ['one', 3, 'singular', null],
];

const pronouns = new Map<string, Grammar>();
for (const [forms, person, number, gender] of table) {
  const list = words(forms);
  for (const form of list)
    pronouns.set(form, {
      person,
      number,
      gender,
      family: list[0] as string,
      reflexive: /sel(f|ves)$/.test(form),
    });
}

/** Grammar of a pronoun by its lower-cased form; null for others ("something"). */
export const pronounGrammar = (lower: string): Grammar | null => pronouns.get(lower) ?? null;

const male = new Set(
  words(`
  mr sir lord man men boy boys father son brother husband uncle king prince emperor gentleman chairman spokesman
  businessman policeman fisherman congressman father-in-law grandfather grandson nephew widower sheikh imam emir
  sultan ayatollah pope monk bishop
  john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
  steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey jeff ryan jacob gary
  nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
  jack dennis jerry tyler aaron jose henry adam nathan peter zachary kyle walter harold jeremy carl keith roger arthur
  terry sean christian albert joe jim tom bob bill mike dan tony boris gareth philip simon nigel martin alan ian neil
  graham hugh oliver harry tobias dominic mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hasan hussein
  abdullah omar ibrahim khalid khaled yusuf yousef mahmoud mustafa hamza bilal tariq faisal salman saddam bashar hafez
  walid samir karim jamal kamal adel amir anwar fuad haider nouri jalal masoud massoud barham ziad imad riad fahd hamid
  hosni gamal yasser mahdi muqtada moqtada qasem qassem ismail ayman osama vladimir sergei dmitry mikhail nikita oleg
  alexei yuri viktor volodymyr petro ivan andrei pavel nikolai recep tayyip mevlut ahmet mehmet hulusi pierre jacques
  francois emmanuel nicolas louis michel bernard laurent philippe hans helmut klaus wolfgang heiko olaf antonio carlos
  juan luis manuel jorge pedro miguel francisco fernando javier hugo nicolás pablo rafael diego mario luigi paolo marco
  giovanni narendra imran nawaz asif pervez ashraf kofi nelson cyril emmerson yoweri uhuru antony antónio jens ben sam
  nick greg steve chris matt josh luke max leo fred ted ray roy ralph howard stanley norman douglas craig stuart barack`),
);
const female = new Set(
  words(`
  mrs ms miss lady madam woman women girl girls mother daughter sister wife aunt queen princess empress chairwoman
  spokeswoman businesswoman policewoman congresswoman actress grandmother granddaughter niece widow nun duchess
  waitress hostess
  liz theresa angela margaret mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty
  sandra ashley emily kimberly donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia
  kathleen amy anna ruth brenda pamela nicole katherine samantha christine emma catherine debra rachel carolyn janet
  maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia martha cheryl megan alice
  jean ann anne hillary fatima aisha zainab maryam layla leila nadia amal sajida lama manal rania tatiana olga elena
  natalia svetlana ursula marie claude federica sonia benazir ngozi jane kate katie lucy sophie charlotte grace hannah
  molly lily rose julia claire eva irene lydia clara diana fiona joanna leah naomi paula rita sally sheila teresa
  valerie vera virginia wendy yvonne`),
);

/** Gender that a name, title or noun shows, by its lower-cased form. */
export const genderOfWord = (lower: string): Gender | null =>
  male.has(lower) ? 'male' : female.has(lower) ? 'female' : null;
