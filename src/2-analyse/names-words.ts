// Small closed word classes that cue names: titles, heads of organisation and place names, demonyms, given names.
// Facts of the language, written for the project; the model learns how far to trust each class.

const words = (list: string): string[] => list.trim().split(/\s+/);

const title = words(`
  mr mrs ms miss dr prof professor sir lord lady dame president vice-president prime minister premier chancellor king
  queen prince princess emir sultan sheikh shaikh imam ayatollah pope cardinal archbishop bishop rabbi reverend rev
  senator sen representative rep congressman congresswoman governor gov mayor ambassador envoy secretary
  undersecretary deputy speaker judge justice attorney general gen major maj colonel col captain capt lieutenant lt
  sergeant sgt staff corporal cpl private admiral adm commodore commander cmdr brigadier brig marshal commissioner
  director chief chairman chairwoman chairperson chair spokesman spokeswoman spokesperson leader warlord officer
  inspector detective professor coach spc pfc sfc msgt tsgt ssgt cmdr cpo actor author activist lawyer hajji hajj mullah saint st minister-designate
  advisor adviser coordinator rapporteur emissary`);

const organizationHead = words(`
  ministry ministries party army forces force council committee commission agency authority organization organisation
  union association federation confederation alliance coalition movement front brigade brigades battalion regiment
  division corps command group company corporation corp inc ltd llc plc co bank university college school institute
  institution foundation fund court tribunal parliament congress senate assembly house cabinet government
  administration regime department bureau office service services police guard guards militia network league
  club team center centre hospital society press news agency times post journal tribune herald television tv radio
  airlines airways industries group holdings board forum secretariat mission nations navy airforce squadron wing
  units unit taskforce fighters resistance opposition junta delegation syndicate cartel gang clan tribe faction
  orchestra ensemble choir theatre theater museum library studios pictures records airways railways motors
  enterprises partners associates systems technologies ventures holdings stores foods pharmaceuticals
  observatory watch lab laboratory program programme initiative consortium chamber trust ministry's liwa jaysh jaish
  harakat hizb ansar kataib faylaq katibat jabhat battery platoon`);

const placeHead = words(`
  city town village province governorate district region county state territory border river lake sea ocean gulf bay
  strait mountain mountains mount mt valley desert island islands peninsula cape coast port harbour harbor airport
  airbase base camp street road avenue square bridge highway neighborhood neighbourhood suburb suburbs countryside
  area zone strip canal crossing checkpoint dam barrage field park fort castle palace prison capital enclave canton
  oblast prefecture municipality republic kingdom emirate plain hill hills heights basin delta falls beach north
  south east west northern southern eastern western northeast northwest southeast southwest central upper lower
  tell tal deir wadi jabal jebel ras abu umm ain kafr al- el-`);

const demonym = words(`
  afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian azerbaijani
  azeri bahraini bangladeshi belarusian belgian belizean beninese bhutanese bolivian bosnian brazilian british
  bruneian bulgarian burkinabe burmese burundian cambodian cameroonian canadian chadian chilean chinese colombian
  congolese croatian cuban cypriot czech danish djiboutian dominican dutch ecuadorian egyptian emirati english
  eritrean estonian ethiopian fijian filipino finnish french gabonese gambian georgian german ghanaian greek
  guatemalan guinean guyanese haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli
  italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovar kuwaiti kyrgyz laotian latvian lebanese
  liberian libyan lithuanian macedonian malagasy malawian malaysian maldivian malian maltese mauritanian mexican
  moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian
  omani pakistani palestinian panamanian paraguayan peruvian polish portuguese qatari romanian russian rwandan
  salvadoran saudi scottish senegalese serb serbian singaporean slovak slovenian somali spanish sudanese swedish
  swiss syrian taiwanese tajik tanzanian thai tibetan togolese tunisian turkish turkmen ugandan ukrainian uruguayan
  uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean african asian european arab kurdish kurd turk persian
  western balkan chechen crimean tatar uyghur rohingya pashtun hazara tuareg zulu hutu tutsi berber bedouin druze
  alawite yazidi yezidi shia shiite sunni muslim islamic christian jewish hindu buddhist sikh catholic protestant
  orthodox maronite coptic assyrian salafi wahhabi sufi houthi`);

const people = words(`
  americans australians canadians chinese britons french germans greeks indians iranians iraqis israelis italians
  japanese jordanians koreans kurds turks turkmens lebanese libyans mexicans nigerians pakistanis palestinians poles
  russians saudis serbs somalis spaniards sudanese swedes syrians ukrainians yemenis afghans arabs africans asians
  europeans alawites yazidis yezidis shiites sunnis muslims christians jews hindus buddhists sikhs catholics
  protestants copts assyrians armenians azeris chechens tatars uyghurs rohingyas pashtuns hazaras hutus tutsis
  egyptians moroccans algerians tunisians kuwaitis emiratis qataris omanis bahrainis georgians belarusians hungarians
  islamists salafists jihadists republicans democrats conservatives houthis venezuelans colombians cubans haitians`);

const country = words(`
  afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh
  barbados belarus belgium belize benin bhutan bolivia bosnia herzegovina botswana brazil brunei bulgaria burkina
  burma burundi cambodia cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia denmark
  djibouti dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany
  ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel
  italy jamaica japan jordan kazakhstan kenya kiribati korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho
  liberia libya liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta
  mauritania mauritius mexico micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru
  nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines
  poland portugal qatar romania russia rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia
  spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey türkiye
  turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe england
  scotland wales britain america europe africa asia crimea donbas gaza kurdistan kashmir chechnya tibet xinjiang
  darfur u.s. us usa uk u.k. uae eu`);

const city = words(`
  baghdad mosul basra kirkuk erbil fallujah ramadi tikrit damascus aleppo homs hama idlib raqqa raqqah latakia tartus
  daraa palmyra kobani afrin azaz manbij qamishli hasakah beirut tripoli amman jerusalem haifa gaza ramallah hebron
  nablus cairo alexandria khartoum benghazi tunis algiers rabat sanaa aden hodeidah riyadh jeddah mecca medina doha
  dubai manama muscat tehran isfahan ankara istanbul diyarbakir gaziantep kabul kandahar herat kunduz islamabad
  karachi lahore peshawar quetta delhi mumbai kolkata dhaka colombo kathmandu beijing shanghai hong kong taipei seoul
  pyongyang tokyo osaka hanoi bangkok manila jakarta singapore moscow petersburg grozny kyiv kiev kharkiv odesa odessa
  donetsk luhansk mariupol kherson minsk warsaw vilnius riga tallinn helsinki stockholm oslo copenhagen berlin munich
  frankfurt hamburg paris lyon marseille brussels amsterdam hague london manchester birmingham edinburgh dublin madrid
  barcelona lisbon rome milan naples vienna prague budapest bucharest sofia belgrade sarajevo pristina skopje tirana
  athens geneva zurich washington york chicago boston houston dallas miami angeles francisco seattle philadelphia
  detroit atlanta denver ottawa toronto montreal vancouver mexico havana bogota caracas lima quito santiago buenos
  aires brasilia rio janeiro paulo lagos abuja kano maiduguri accra dakar bamako niamey nairobi mogadishu kampala
  kigali kinshasa goma addis ababa juba harare lusaka pretoria johannesburg durban luanda maputo canberra sydney
  melbourne wellington auckland tbilisi yerevan baku tashkent astana almaty bishkek dushanbe`);

const given = words(`
  john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
  steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey jeff ryan jacob gary
  nicholas eric jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory frank alexander alex
  raymond patrick jack dennis jerry tyler aaron jose henry adam nathan peter zachary kyle walter harold jeremy carl
  keith roger arthur terry sean christian albert joe jim tom bob bill mike dan tony boris gareth philip phil simon
  nigel martin alan ian neil graham hugh oliver harry tobias dominic liz theresa angela margaret mary patricia
  jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra ashley emily kimberly donna
  michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy anna ruth brenda
  pamela nicole katherine samantha christine emma catherine debra rachel carolyn janet maria heather diane julie
  joyce victoria kelly christina joan evelyn lauren judith olivia martha cheryl megan alice jean ann anne hillary
  mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hasan hussein hussain husayn abdullah abdul omar umar
  ibrahim khalid khaled yusuf yousef mahmoud mustafa hamza bilal tariq faisal salman nasser saddam bashar hafez rafik
  walid samir karim jamal kamal adel amir anwar fuad haider haydar nouri jalal masoud massoud barham ziad zaid imad
  riad riyad fahd saud sultan hamid hosni gamal anwar yasser mahdi muqtada moqtada qasem qassem ismail ayman osama
  fatima aisha zainab maryam layla leila nadia amal sajida lama manal rania vladimir sergei dmitry dmitri mikhail
  nikita igor oleg alexei yuri viktor volodymyr petro ivan andrei pavel nikolai maxim tatiana olga elena natalia svetlana
  recep tayyip mevlut mevlüt ahmet mehmet abdullah hulusi binali fethullah devlet jean pierre jacques francois
  françois emmanuel nicolas louis michel bernard laurent philippe marie claude hans helmut klaus wolfgang jürgen
  heiko frank-walter olaf ursula antonio carlos juan luis manuel jorge pedro miguel francisco fernando javier hugo
  nicolás pablo rafael diego federica giuseppe matteo silvio mario luigi paolo marco giovanni xi li wang zhang chen
  kim park lee moon nguyen hiroshi shinzo yoshihide narendra rahul sonia manmohan imran nawaz asif benazir pervez
  hamid ashraf staffan kofi ban antónio antonio jens ngozi nelson jacob cyril robert emmerson yoweri paul uhuru raila`);

const calendar = words(`
  january february march april may june july august september october november december jan feb mar apr jun jul aug
  sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
  ramadan christmas easter eid ashura nowruz hanukkah passover diwali`);

const particle = words(`
  al el bin ibn ben abu umm abd de la le du del della di da dos van von der den ter ul ad ash at az as al-`);

const speech = words(`
  say says said tell tells told add adds added ask asks asked warn warns warned claim claims claimed announce announced
  insist insisted argue argued explain explained declare declared reply replied state stated write wrote`);

const workHead = words(`
  operation exercise war battle siege revolution uprising intifada summit conference meeting convention treaty
  agreement accord accords pact protocol deal resolution act law bill constitution charter declaration article section
  chapter book page figure table case project plan process prize award cup games championship festival day week month
  year era olympics storm hurricane covid virus bible koran quran quarter dialogue talks round initiative strategy
  report review paper magazine song album film movie series episode season volume edition version`);

const personNoun = words(`
  fighter rebel soldier troop militant insurgent terrorist gunman gunmen jihadist extremist guerrilla militiaman
  militiamen combatant mercenary sniper bomber attacker assailant hijacker kidnapper hostage captive prisoner detainee
  inmate suspect convict fugitive refugee migrant displaced evacuee civilian resident villager inhabitant citizen
  national settler protester protestor demonstrator activist campaigner dissident opponent supporter loyalist follower
  ally partner enemy foe rival adversary member official officer officers diplomat envoy negotiator mediator delegate
  representative minister ministers lawmaker legislator parliamentarian politician candidate voter leader chief
  commander general colonel captain sergeant policeman policemen police guard peacekeeper peacekeepers observer
  inspector monitor expert analyst economist journalist reporter correspondent photographer witness eyewitness medic
  doctor nurse paramedic rescuer volunteer worker employee staff driver pilot sailor marine airman airmen paratrooper
  cadet recruit conscript veteran victim survivor casualty man men woman women child children boy girl person people
  youth student teacher farmer trader businessman businessmen tribesman tribesmen elder cleric imam preacher
  worshipper pilgrim relative family mother father son daughter brother sister wife husband widow neighbour neighbor
  friend colleague spokesman spokeswoman spokesperson president premier king queen prince judge prosecutor lawyer
  attorney donor smuggler trafficker dealer spy agent hacker pirate separatist nationalist islamist secessionist
  defector deserter peshmerga`);

/** Bits of the word classes, in the order given; a word may be in several. */
const classes = [
  title,
  organizationHead,
  placeHead,
  demonym,
  people,
  country,
  city,
  given,
  calendar,
  particle,
  speech,
  workHead,
  personNoun,
] as const;

export const nameWordBits = {
  title: 1,
  organizationHead: 2,
  placeHead: 4,
  demonym: 8,
  people: 16,
  country: 32,
  city: 64,
  given: 128,
  calendar: 256,
  particle: 512,
  speech: 1024,
  workHead: 2048,
  personNoun: 4096,
} as const;

const bitsOf = new Map<string, number>();
for (const [i, list] of classes.entries())
  for (const word of list) bitsOf.set(word, (bitsOf.get(word) ?? 0) | (1 << i));

/** Word classes of a lower-cased word. */
export const nameWordClass = (lower: string): number => bitsOf.get(lower) ?? 0;
