// How common a word is in news before a run is read: stems by the share of 150-word passages that hold them.
// Counted over 16,600 passages of UN speeches, BBC, Reuters and InsightCrime texts, function words included; it lets
// two reports alone be compared as well as ten thousand.

/** Each band's share holds for its stems; a stem in no band is rarer than the last. */
const BANDS: readonly (readonly [share: number, stems: string])[] = [
  [
    0.448,
    `a an and ar as at be but by for from ha have he in is it not of on said that the thi to wa which will
    with year`,
  ],
  [
    0.224,
    `about after all also bank been compani countri dlr first govern had hi last market mln more nation new
    or other over pct report share than thei their two unit up us we were would`,
  ],
  [
    0.112,
    `accord ad against agreement ani april base becaus befor between billion call can chang co continu corp
    could ct current dai develop do econom end exchang expect firm five foreign gener group i if import inc
    includ increas industri interest intern into issu like made mai major make manag march meet minist month
    most mr need net next no note now offer offici onli oper our out own part peopl per plan presid price
    product rate recent sai sale secur set should sinc so some state stock such support system take term
    there three through time todai told total trade u.s under vs week well what when while who work world`,
  ],
  [
    0.056,
    `account action activ addit ago agre allow alreadi american among amount analyst announc annual anoth
    approv area around ask associ author back becom begin believ best board bond both british bui busi capit
    cash central chairman charg chief claim close come commiss commit common commun compar complet concern
    consid contract control cost credit currenc cut deal debt decemb decis declin demand depart despit did
    director dollar domest down drug due dure each earli earlier earn economi effect effort elect estim
    european even execut export face fall far februari feder figur file final financ financi follow forc
    former four franc full fund further futur gain get give global go good growth half held help here high
    higher him hold home hope hous how howev improv initi institut invest investor involv januari japan
    japanes june just larg law lead leader level line live loan london long look loss lower ltd mani mark
    member million monei move much must my name negoti nine non number off offic oil open order organ pai
    parti past payment peac period place plai point polici polit posit possibl power privat problem produc
    profit program propos provid public purchas put quarter rais reach receiv record reduc region remain
    repres requir reserv respons result rev right rise rose rule run same second secretari see seek sell
    servic seven sever sharehold show shr sign six sourc south spokesman start statement still strong talk
    tax them then these think third those top union until valu veri wai want west where within yesterdai you`,
  ],
  [
    0.028,
    `abl abov accept access achiev acquir acquisit across act address adjust administr adopt advanc affect
    africa ag again agenc agricultur ahead aid aim alleg almost although am america anti appear arm assembli
    asset assist attack attempt august avail averag avg awai award balanc banker basi bbc began behind below
    benefit better bid big biggest bill bodi boost bought brazil bring britain budget build came campaign
    canada canadian cannot car carri case caus cent certain challeng chanc china citi clear combin comment
    commerci committe competit comput condit confer confid conflict conserv consum contribut convert cooper
    corpor council court cover creat crime crimin crisi critic custom damag data date de dealer decid declar
    deficit democrat design detail determin differ difficult direct discuss distribut dividend divis doe
    dont drop east economist eight el emerg energi england enough ensur enter equip equiti establish europ
    event ever everi exist expand express extend fact factor fail famili fear fell few fight film find
    fiscal food forecast form forward found fourth free french fridai ga game german germani given goal
    great grow hand hard head her hit hour human immedi impact implement incom independ indic individu
    inflat inform insur intend introduc investig job john join joint juli keep kei know known labour largest
    late later latest launch least leav led left legal less let life limit link list littl local lost lot
    low main maintain manufactur me mean measur mexico might mine ministri mondai monetari music natur near
    network never newspap north novemb octob old onc opportun option origin output outstand paid paper
    particip particularli partner perform person plant player plc polic poor post potenti predict prefer
    prepar present press pressur prevent previou previous prime principl prior process programm progress
    project promot protect question rang rather reagan real reason reflect reform relat releas replac
    research resourc respect return reuter revenu review risk role save schedul season sector seen senior
    septemb seri serv session she short side signific situat small social sold soon special spend stabil
    stake stand standard star step stg stop street strengthen studi subject subsidiari success suffer
    suggest suppli sustain taken target team technologi tender test thing threat togeth tonn too took toward
    trader traffick transact treasuri trust try turn uk underwrit univers vice view vote war warn washington
    western whether wide win wish without won worker worth yen yet york your`,
  ],
  [
    0.014,
    `abil accus actor actual add admit advantag advis affair african agenda air airlin alon along altern
    alwai anticip anyth appar appeal appli applic appreci approach appropri argu arrang arrest asia assum
    assur attend attent attornei attract australia australian avoid b baker ban band barrel basic battl beat
    becam behalf beyond bit black blair block book border borrow boss brazilian break broker brother brought
    brown built buyer california capac card care center centr centuri certif champion chancellor charl
    charter chemic chicago children choic cite citizen civil class climat club coach collect colombia combat
    commerc commod compet conduct confirm congratul congress connect consider consist consolid constitut
    construct consult contain controversi convers coordin corn corrupt coupon cours creditor crop cross
    crude cultur cup daili danger david death debat debentur decad defenc defend defens definit delai deleg
    deliv deliveri demonstr deni denomin depend deposit deputi describ devic digit diplomat disclos discount
    disput div document domin done doubl doubt draw drive dutch duti e eas eastern ec educ either electr
    electron elimin employ employe enabl encourag enforc engin enhanc entir environ equal especi essenti
    euro evid exampl excel exclud exercis expans expens experi expert expir explain explor extraordinari
    extrem facil failur fair fan farm farmer favour featur fed fee feel field finish fire fix flow focu
    formal front fuel fulli fundament gang gave giant gold got governor grain grant greater gross ground
    guarante gulf handl happen health hear heavi highest highlight histor histori holder honour host howard
    huge idea identifi illeg im impos increasingli index india injuri insist instead instrument integr
    intent internet intervent interview iran iraq ireland island itali itself jame judg justic kill kind
    kong la lack land latin leadership legisl lend letter liber lift light liquid locat longer lord lose
    love machin mainli maker man margin match materi matter matur meanwhil media medium men merger messag
    met metal mexican michael mid middl militari minimum minut miss mobil model moment monitor monthli
    morgan morn mortgag motor movement mp mth murder nearli necessari night nomin normal northern noth
    nuclear object oblig obtain often onlin opinion oppos opposit organis outsid overal oversea owner p
    pacif packag pact parent pari parliament particular partnership pass paul payabl pc percent petroleum
    phone pick pledg plu poll popul popular port poverti practic pre princip prison probabl proce promis
    properti prospect prove provis publish purpos pursu push qtly qtr qualiti quit quot quota race radio re
    readi realiti realli recommend recov recoveri reduct refer refus regard regist regul reject rel remark
    remov renew republ repurchas request resign resolut resolv respond rest restrict restructur retail retir
    reveal revis richard rival road robert round s san saturdai saw scale scheme school seat seem seiz
    select senat send sent separ seriou settlement sharp sharpli ship shipment similar simpli singl sir site
    size slightli slow societi softwar solut someth southern soviet speak specif specul speech speed split
    sport spot spread staff stage stai statist store stori strategi strength stress strike structur struggl
    subordin substanti sugar suit summer summit sundai sure surplu surpris survei suspect suspend swiss
    tackl takeov tariff task technic telephon televis tell termin territori terror texa thank themselv
    therefor though thought thousand threaten throughout thursdai titl tokyo tomorrow ton toni tori track
    tradit train transfer transport travel trend tri trial troubl tuesdai tv u.k unchang understand unless
    unlik upon urg user util variou vehicl venezuela ventur version via victim victori video violat violenc
    visit volum wage wait wale wall warrant watch water weak weapon websit wednesdai weekend welcom went
    wheat white whole whose why william women word worldwid worri write yield young`,
  ],
  [
    0.007,
    `abandon abroad absolut abus acceler acknowledg actress adapt adequ advertis advoc affili afford
    afternoon agent aggress aircraft airport al alan album alia allegedli alli allianc alloc amend amid
    analysi andi andrew angel anim anniversari answer anyon appoint approxim arab argentina armi arriv arsen
    articl artist asian aspect aspir assess atlant attribut auction audienc auto automat aviat await awar
    bad ball bankruptci bar bear begun belief bell bigger bilater blame blue boi boom born boston box bpd
    branch brand breach bridg brief broad broadband broadcast broke broken brokerag bundesbank burden bureau
    bush c cabinet cabl calcul calendar callabl cancel candid cant capabl captain captur career cargo
    caribbean carlo carrier cartel categori celebr ceremoni certainli championship channel chapter chart
    chase check chelsea child chines chip choos chosen christma chrysler circul circumst civilian clark
    clearli client closer coal coast cocain code coffe cold collaps colombian command commission compens
    complaint complex compon comprehens compris compromis concentr concert concess conclud conclus condemn
    confront congression consensu consequ consumpt contact content contest context contin continent convent
    convict convinc copi copper core correct correspond count counter counti coupl creation criticis crown
    crucial cumul curb d davi dead debtor debut dec decreas dedic deep defeat defin dem democraci depress
    deserv desir destroi destruct deutsch di dialogu didnt difficulti dilut directli disappoint disast
    discontinu discov diseas dismiss displai disrupt district divers divid doesnt door download dr draft
    dramat drawn drill driven dynam easi easier easili ecuador edg effici eighth element els emploi endors
    engag english enjoi enorm enterpris entertain entitl entri environment equival era estat eu eurobond
    evalu eventu everyon everyth ex examin exce exceed except excess exclus expenditur experienc exploit
    extens extent extern extort extra ey f facilit factori faith fallen fast faster favor favourit feed feet
    fellow felt festiv fifth fifti fill fine fit flexibl flight float floor fly focus foot footbal ford
    format forum foster foundat framework fraud freedom freez fresh friend fulfil function g gap gather gatt
    gdp genuin georg gm gmt goe golden gone gordon grade grand green grew guard guatemala guid gun halt
    happi harri harvest headquart heard heart heat heavili hectar highli himself hollywood hondura hong
    hospit hotel household hugh humanitarian hundr hurt ibm id ideal ignor ill illicit imag imbal imf immigr
    implic impress incent incid inclus inde indian indonesia influenc injur innov inquiri insid insight
    inspir instal intellig intens interim interven introduct inventori invit iranian irish isra israel
    italian item iv j jail jan johnson jointli jone jose journalist jump keen kept kick kilo king kingdom
    knowledg korea label laboratori languag larger launder lawsuit lawyer lb leagu learn leas legitim lehman
    lender li liabil lib licens listen lo load lowest luxembourg lynch m magazin mail mainten manchest
    mandat manner marin martin mass massiv maximum meant mechan medic membership memori mention merchant
    merg merril method microsoft mike mile mill millennium mind miner minor minu mission mix moder modern
    modest moodi moscow mostli movi ms multi multilater municip mutual nakason narrow neg neighbour neither
    netherland newli nil nor observ occas occur offset offshor olymp ongo onto opec optimist ordinari oscar
    ounc ourselv outcom outlin outlook overcom ow ownership pace page pair palestinian panel par park
    parliamentari partli passeng path peak penalti pend pension percentag perhap perman permit peru peter
    phase philippin physic pictur pipelin plane platform pleas politician portion pose possibli pound
    predecessor preliminari premium presenc preserv presidenti pretax primari primarili print prioriti prize
    procedur proceed profession prompt prosecut prosecutor prosper protest provinc provision pull qualifi
    quarterli quickli r rain ralli rank rapid ratio raw react reaction read reaffirm realiz rebel recal
    recess recogn recognis red redeem refin registr regular regulatori reiter relationship relev reli relief
    reorgan repai repay repeat repli reportedli republican reschedul resid resist restat restor resum retain
    retali revers revolutionari rice rich ring rio risen river robinson rock roll room rout row royal rubber
    rugbi russia russian safe safeti salomon salvador sanction satisfi saudi scandal scene scienc score
    scotland screen sea search sec self semi semiconductor sens sentenc sentiment serious settl shadow
    shearson sheet shell shift shock shop shortag shortli shot shown shut signal significantli silver sincer
    singapor singer sixth sixti skill smaller smith smuggl soar sole solidar solv someon sometim son song
    soni sort sought sound sovereignti soybean space spain spanish spent spirit spokeswoman spring squad st
    stabilis stabl stanlei station statu steadi steel steer stem sterl stimul stockhold stood storag
    straight strateg stronger strongli style subcommitte submit subscrib subsequ subsidi succe suffici
    supplier suprem surg surround surviv suspens swap sweden switch switzerland syndic t tabl taiwan talent
    telecommun temporari ten tension terrorist textil theme thoma thu ti tighten tool touch tough tour town
    traffic transform transit treat treati treatment tribut trigger trip troop truck true turnov twice type
    ultim un unabl uncertainti underli undermin undisclos unemploy uniti unveil upgrad upward urgent usda
    usual van venezuelan versu violent virtual vision vital voic volcker voter vulner walk warm wast wave
    weaken weather web weekli weight weve wholli whom widespread window winner winter wit withdraw woman
    wont worst written wrong zealand zone`,
  ],
];

/** Share taken for a stem that no band lists. */
const RARE = 0.001;

const shares: ReadonlyMap<string, number> = new Map(
  BANDS.flatMap(([share, stems]) => stems.split(/\s+/).map(stem => [stem, share] as const)),
);

export const priorShare = (stem: string): number => shares.get(stem) ?? RARE;

/** Every share that `priorShare` gives. */
export const PRIOR_SHARES: readonly number[] = [...BANDS.map(([share]) => share), RARE];
