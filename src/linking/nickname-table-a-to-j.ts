/*
 * First names and what people of that name are called: A to J.
 *
 * Taken from the nicknames project (https://github.com/carltonnorthern/nicknames, names.csv), Apache License 2.0
 * (https://www.apache.org/licenses/LICENSE-2.0), and changed: grouped by name, doubtful pairs left out, and short forms of
 * Spanish, Portuguese, Italian, Slavic, Indian and Arabic names added, with the English names that their bearers go by.
 */

/** `name: nickname nickname; name: ...`, lower case without accents. */
export const NICKNAMES_A_TO_J = `
aaliyah: liyah lia; aaron: ron ronnie; abbigail: abbe abbey abbi abbie abby gail nabby; abbigale: abbe abbey
abbi abbie abby gail nabby; abdul: abdel; abednego: bedney; abel: ab abe eb; abhishek: abhi; abiel: ab;
abigail: abbe abbey abbi abbie abby gail nabby gabby; abigale: abbe abbey abbi abbie abby gail nabby; abijah:
ab bige; abner: ab; abraham: ab abe bram; abram: ab abe; absalom: ab abbie app; ada: addy adie; adaline: ada
addy adie delia dell lena; addison: addie addy; adela: adie della; adelaide: addy adele adie dell della heidi;
adelbert: bert del delbert; adele: addy dell; adeline: ada addy delia dell lena; adelphia: addy adele dell
delphia; adena: adina deena dena dina; aditya: adi; adolphus: ado adolph dolph; adrian: rian; adriane: riane;
adrienne: addie enne rienne; agatha: aga aggy; agnes: aggy inez nessa; agnieszka: aga; aileen: allie;
aishwarya: aish; akshay: aksh; alan: al; alanson: al lanson; alastair: al; alazama: ali; albert: al bert;
alberta: allie bert bertie; alberto: berto beto; aldo: al; aldrich: rich riche richie; alejandra: ale alex
sandra aleja; alejandro: ale alex jandro alejo alec alexander; aleksander: olek; aleksandr: alek alex sanya
sasha alik shura alexander; aleksandra: ola sasha shura alexandra; aleksei: alyosha lesha alex; alessandra:
sandra; alessandro: sandro alex; aleva: leve levy; alex: al; alexander: al alec alex sandy xander sasha
alexandre; alexandra: alex alla sandra sandy alexa lexi lexie sasha xandra; alexandria: alex alla drina
sandra; alexei: alyosha lyosha; alexey: alyosha lyosha lesha alex; alexis: alex lexi; alfonse: al; alfonso:
poncho; alfred: al fred freddy; alfreda: alfy freda freddy frieda; alfredo: fredo fredy freddy al; algernon:
algy; alice: allie elsie; alicia: allie; aline: adeline; alison: ali allie; alixandra: alix; allan: al alan
allen; allen: al alan allan; allisandra: ali allie ally; allison: ali allie ally; allyson: ali allie ally;
allyssa: ali allie ally; almena: ali allie ally mena; almina: minnie; almira: myra; alonso: lonso; alonzo: al
lon lonzo; alphinias: alphus; althea: ally; alverta: vert virdie; alyssa: al ally lissia; alzada: zada;
amanda: manda mandy amandine; ambrose: brose; amelia: amy mel millie; ana: anita ani ann anna; anastasia: ana
nastya stacy stasia asya stasya nastia; anastasiia: nastya nastia; anatoliy: tolya; anatoly: tolya; anderson:
andy; andre: drea; andrea: andi andy drea rea dre; andrei: andrey andryusha andrew; andres: andrew andy;
andrew: andy drew randy; andriane: ada adri rienne; andrzej: andrew andy; angela: angel angie; angelica: angel
angelika angelique angie; angelina: angel angie lina; angelo: angel; anirudh: ani; ann: annie nan; anna: ann
anne annie nan anya asya; anne: ann annie nan; annette: anna nettie; annie: ann anna; anselm: ance anse ansel;
anthony: ant tony; antoinette: ann netta tony; antonia: ann netta tony; antonino: nino; antonio: ant tonio
tono tony toni nino toninho anthony; appoline: appie appy; aquilla: quil quillie; ara: arry belle; arabella:
ara arry bella belle; arabelle: ara arry bella belle; araminta: armida middie minty ruminta; archibald:
archie; archilles: kill killis; ariadne: ari arie; arielle: arie; aristotle: telly; arizona: ona onie; arlene:
arly; armanda: mandy; armando: mando; armena: arry mena; armilda: milly; arminda: mindie; arminta: minite
minnie; arnold: arnie; arnoldo: noldo; aron: ron ronnie; artelepsa: epsey; artemus: art; arthur: art; arthusa:
thursa; arturo: turo art; arzada: zaddi; asahel: asa; asaph: asa; asenath: assene natty sene; ashley: ash
ashly leah lee; aubrey: bree; audrey: audree dee; august: gus; augusta: aggy gatsy gussie tina; augustina:
aggy gatsy gussie tina; augustine: august austin gus; augusto: gus tito; augustus: august austin gus; aurelia:
aurilla ora orilla ree rilly; avarilla: rilla; azariah: aze riah; bab: barby; babs: bab barbara barby;
balakrishnan: bala; barbara: bab babs barbie barby bobbie basia; barbery: barbara; barbie: barbara; barnabas:
barney; barney: barnabas; bart: bartholomew; bartholomew: bart bartel bat mees meus; barticus: bart; bazaleel:
basil; bea: beatrice; beatrice: bea trisha trix trixie; beatriz: betty bea triz; becca: beck; beck: becky;
bedelia: bridgit delia; belinda: belle linda; bella: arabella belle isabella; benedict: ben bennie; benito:
beni; benjamin: ben benjy bennie benny jamie benji bengie; benjy: benjamin; bernadette: bernie; bernard:
barney berney bernie berny; bernardo: nardo berny; berney: bernie; bert: bertie; bertha: bert bertie birdie;
bertram: bert; bertrand: randy; bess: bessie; beth: betsy betty elizabeth; bethena: beth thaney; beverly: bev;
bezaleel: zeely; biddie: biddy; bill: billy william willie; billy: william; bob: rob robert; bobby: bob rob;
boetius: bo; boris: borya; bozena: bozenka; brad: bradford ford; bradford: brad ford; bradley: brad; brady:
brody; brandon: bran; breanna: bree bri; breeanna: bree; brenda: brandy bren; brian: bryan bryant; brianna:
bri; bridget: biddie biddy bridgie bridie; brittany: britt brittnie; brittney: britt brittnie; broderick:
brady brody rick ricky rod; bryanna: ana anna bri briana brianna; caitlin: cait caity; caitlyn: cait caity;
caleb: cal; california: callie; calista: kissy; calpurnia: cally; calvin: cal vin vinny; cameron: cam ron;
camila: cami; camile: cammie; camille: cammie; campbell: cam; candace: candy dacey candi; carla: carly karla;
carlos: carlitos charlie charly charles carl; carlotta: lottie; carlton: carl; carmela: millie; carmellia:
mellia; carmelo: melo; carmon: cammie carm charm; carol: carole carri carrie cassie; carolann: carol carole;
carolina: caro carol; caroline: carol carole carrie cassie lynn; carolyn: carrie cassie lynn; carrie: cassie;
carthaette: etta etty; casey: kc; casper: jasper; cassandra: cassie sandra sandy cass; cassidy: cass cassie;
caswell: cass; catalina: cata lina caty catherine; catherine: casey cassie cathy kathy katy kay kit kittie
trina; cathleen: casey cassie cathy kathy katy kay kit kittie trina; cathy: catherine cathleen kathy; cecilia:
celia cissy ceci cece; cedric: ced rick ricky; celeste: celia lessie; celinda: linda lindy lynn; charity:
chat; charles: carl charlie chick chuck; charlie: charles chuck; charlotte: char lotta lottie sherry charlie;
chauncey: chan; chelsey: chelsie; cheryl: cher; chesley: chet; chester: chet; chet: chester; chick: charlotte
chuck; chloe: clo; chris: kris; christa: chris; christian: chris kit; christiana: ann chris christy crissy
kris kristy tina; christiano: chris; christina: chris chrissy christy crissy kris kristy tina xtina;
christine: chris chrissy christy crissy kris kristy tina; christoffer: chris; christoph: chris; christopher:
chris kit topher; christy: crissy; cicely: cilla; cinderella: arilla cindy rella rilla; cindy: cinderella;
claire: clair clara clare; clara: clarissa; clare: clara; clarinda: clara; clarissa: cissy clara; claudia:
claud clau; cleatus: cleat; clement: clem; clementine: clem clement; cliff: clifford; clifford: cliff ford;
clifton: cliff; cole: colie; columbus: clum; con: conny; concepcion: concha conchita; concetta: connie tina;
conrad: con conny; constance: connie; consuelo: chelo; cordelia: cordy delia; corey: coco cordy ree; corinne:
cora ora; cornelia: cornie corny nelia nelle nelly; cornelius: con conny corny neil niel; cory: coco cordy
ree; courtney: court curt; cristian: cris chris; cristina: cris cristy tina; crystal: crys stal tal; curtis:
curt; cynthia: cindy cintha; cyrenius: cene cy renius serene swene; cyrus: cy; dagoberto: beto dago; dahl:
dal; dalton: dahl dal; daniel: dan dann danny dani; daniela: dani danielle; danielle: dani ellie; danny:
daniel; daoud: david; daphne: daph daphie; daria: dasha dasza; darlene: darry; darya: dasha; david: dave davey
day; dawud: david; daycia: dacia daisha; deanne: ann dee; debbie: deb debby deborah debra; debby: deb; debora:
deb debbie debby; deborah: deb debbie debby debi; debra: deb debbie; deidre: deedee; delbert: bert del;
delfina: fina; delia: cordelia fidelia; delilah: dell della lil lila; deliverance: della delly dilly; della:
adela adelaide delilah dell; delores: dee dell della lola lolly; delpha: philadelphia; delphine: del delf
delphi; demaris: dea maris; demerias: dea maris; democrates: mock; dennis: dennie denny; dennison: dennis
denny; derek: derrek rick ricky; derick: rick ricky; derrick: rick ricky; deuteronomy: duty; diana: di dicey
didi; diane: di dian dianne dicey didi; dicey: dicie; dick: richard rick; dickson: dick; diego: dieguito;
dmitri: dima mitya; dmitrii: dima mitya; dmitry: dima mitya; dmytro: dima; dolores: lola lolita loli; domenic:
dom nic; domenico: mimmo dom; domingo: mingo; dominic: dom nic; dominick: dom nick nicky; dominico: dom;
donald: don donnie donny dony; donato: don; donna: dona; donovan: don donnie donny dony; dorcus: darkey;
dorinda: dora dorothea; doris: dora; dorota: dorotka dorothy; dorothea: doda dora; dorothy: dolly dora dortha
dot dottie dotty; dotha: dotty; dotty: dot; douglas: doug; drusilla: silla; duncan: dunk; earnest: ernie;
ebbie: eb; ebenezer: eb ebbie eben; eddie: ed; eddy: ed; edgar: ed eddie eddy; edith: edie edye; edmond: ed
eddie eddy; edmund: ed eddie eddy ned ted; edmundo: mundo; edna: edny; eduardo: ed eddie eddy edu lalo dudu
edward; edward: ed eddie eddy ned ted teddy; edwin: ed eddie eddy ned win; edwina: edwin; edyth: edie edye;
edythe: edie edye; egbert: bert burt; eighta: athy; eileen: helen; ekaterina: kate katya katia; elaine:
lainie; elbert: albert bert; elbertson: bert elbert; eldora: dora; eleanor: elaine ellen ellie lanna lenora
nelly nora nell lenore; eleazer: lazar; elena: lena helen; elias: eli lee lias; elijah: eli lige; eliphalel:
life; eliphalet: left; elisa: lisa; elisabeth: lisa elsa sissi liz; elisha: eli lish; eliza: elizabeth;
elizabeth: bess bessie beth betsy betty eliza lib libby lisa liz liza lizzie lizzy elsie ellie; ella: el
ellen; ellen: helen nell nellie; ellender: ellen nellie; ellie: elly; ellswood: elsey; elminie: minnie;
elmira: ellie elly mira; elnora: nora; eloise: heloise louise; elouise: louise; elsie: elsey; elswood: elsey;
elvira: elvie elvi; elwood: woody; elysia: lisa lissa; elzbieta: ela elka; elze: elsey; emanuel: manny manuel;
emeline: em emily emma emmy milly; emil: em emily; emiliano: emi; emilio: milo emi; emily: em emma emmy mel
millie; emma: em emmy; emmanuel: manny; enrique: kike quique rick henry; epaphroditius: dite ditus dyce dyche
eppa; ephraim: eph; erasmus: rasmus raze; eric: rick ricky; ernest: ernie; ernestine: erna ernest teeny tina;
ernesto: neto ernie; erwin: irwin; eseneth: senie; esperanza: espe; essy: es; esteban: teban steven stephen
steve; estella: essy stella; estelle: essy stella; esther: essie hester; eudicy: dicey; eudora: dora; eudoris:
dosie dossie; eugene: gene; eugenio: geno gene; eunice: nicie; euphemia: effie effy; eurydice: dicey;
eustacia: stacia stacy; eva: eve evita; evaline: eva eve lena; evangeline: ev evan vangie; evelyn: ev eve
evelina evie; evgenia: zhenya; evgeny: gene zhenya eugene; ewa: eva; experience: exie; ezekiel: ez zeke;
ezideen: ez; ezra: ez; faith: fay; fallon: fal falcon fall fallie fally falon lon lonnie; federico: fede;
felicia: fel feli felix; felicity: flick tick; felipe: pipe lipe philip phil; feltie: felty; ferdinand: ferdie
fred freddie freddy; ferdinando: ferdie fred nando; fernanda: fer nanda; fernando: fer nando ferny; fidelia:
delia; filomena: mena; fionna: fiona; flora: florence; florence: flo flora flossy; floyd: lloyd; fran:
frannie; frances: cissy fanny fran francie frankie frannie franniey franny sis; francesca: franca fran;
francesco: franco ciccio frank; francie: francine; francine: fran francie frannie franniey franny; francis:
fran frank frankie; francisca: paca paquita pancha fran; francisco: cisco frank paco pancho kiko curro chico
francis; franciszek: franek; frankie: francis frank; franklin: fran frank; franklind: fran frank; freda:
frieda; frederica: erica erika freddy frederick rickey; frederick: derick erick fred freddie freddy fritz rick
ricky; fredericka: ericka freda freddy frieda ricka rickey; frieda: fred freddie freddy; friedrich: fritz
fred; gabriel: gabby gabe gabo; gabriela: gabi gaby gabrielle; gabriella: ella gabby gabi; gabrielle: ella
gabby; galina: galya; gareth: gare gary; garrett: barrett gare garratt garret garry gary jerry rhett; garrick:
garri; genevieve: eve jean jenny; gennady: gena; geoffrey: geoff jeff; george: georgie; georgiana: georgia;
georgine: george; georgy: gosha; gerald: gerry jerry; geraldine: dina gerri gerrie gerry jerry; gerardo: lalo
jerry gera; gerhardt: gay; gertie: gert gertrude; gertrude: gert gertie trudy; giacomo: jack; gilbert: bert
gil wilber; gilberto: beto gil; giovanni: gio vanni john johnny; giuseppe: beppe pino peppe joseph joe; glenn:
glen; gloria: glory; gonzalo: gonza chalo; governor: govie; graciela: chela; greenberry: berry green;
greggory: gregg; gregorio: goyo greg; gregory: gory greg; gretchen: margaret; grigory: grisha greg; griselda:
grissel gris zelda; grzegorz: grzesiek greg; guadalupe: lupe lupita; guilherme: gui william; guillermo: guille
memo bill william will; gurpreet: preet gary; gus: gussie; gustavo: gus tavo guga; gustavus: gus gussie; gwen:
wendy; gwendolyn: gwen wendy; hailey: haylee hayley; hamilton: ham; hannah: nan nanny; harish: hari; harold:
hal hap haps harry; harpreet: preet harry; harriet: hattie; harrison: hap haps harry; harry: hap haps harold
henry; haseltine: hassie; haylee: hailey hayley; hayley: hailey haylee; heather: hetty; hector: tito;
heinrich: heinz henry; helen: ella ellen ellie lena; helena: ellen lena nell nellie; helene: ella ellen ellie
lena; heloise: eloise elouise; henrietta: etta etty hank henny nettie retta; henrique: rique henry; henry: hal
hank hap haps harry; hephsibah: hipsie; hepsibah: hipsie; herbert: bert herb; heriberto: beto; herman: dutch
harman; hermione: hermie; hester: esther hessy hetty; hezekiah: hez hy kiah; hillary: hilary; hipsbibah:
hipsie; hiram: hy; honora: honey nora norah norry; hopkins: hop hopp; horace: horry; hortense: harty tensey;
hortensia: tencha; hosea: hosey hosie; howard: hal howie; hubert: bert hub hugh; humberto: beto bert; ibrahim:
abraham abe; ignacio: nacho iggy; ignatius: iggy nace nate natius; ignatzio: iggy nace naz; igor: gosha; ilya:
ilyusha; immanuel: emmanuel manuel; india: indie indy; inez: agnes; iona: onnie; irene: rena; irina: ira
irene; irvin: irving; irving: irv; irwin: erwin; isa: jesus; isaac: ike zeke; isabel: bell bella belle chabela
ib isa issy nib nibby tibbie bel elizabeth; isabella: bella belle ib issy nib nibby tibbie izzy isa; isabelle:
bella belle ib issy nib nibby tibbie izzy; isadora: dora issy; isadore: izzy; isaiah: zadie zay; ishmael:
ismail; isidore: izzy; iuliia: julia; iva: ivy; ivan: vanya john; jacek: jack; jackson: jack; jacob: jaap jake
jay coby; jacobus: jacob; jacqueline: jack jackie jacqui; jadwiga: jadzia; jahoda: hoda hodie hody; jaime:
jimmy james jim; jakob: jake; jalen: al alen haylen jaelin jaelyn jailyn jay jaye jaylin jaylyn len lennie
lenny; james: jamie jem jim jimmie jimmy jimbo; jamey: james jamie; jamie: james; jan: janek john; jane: janie
jean jennie jessie; janet: jan jessie; janice: jan; jannett: nettie; jasmine: jas jazz; jasper: casper jap;
jaswinder: jassi; javier: javi xavi; jayme: jay; jean: jane jeannie; jeanette: janet jean jessie nettie;
jeanne: jane jeannie; jebadiah: jeb; jedediah: diah dyer jed; jedidiah: diah dyer jed; jefferey: jeff;
jefferson: jeff sonny; jeffery: jeff; jeffrey: geoff jeff; jehiel: hiel; jehu: gee hugh; jemima: mima; jennet:
jenn jenny jessie; jennifer: jen jenn jenni jennie jenny; jeremiah: jereme jerry jem; jeremy: jez jezza;
jerita: rita; jerry: geri gerry jereme; jerzy: jurek george; jessica: jess jessie; jessie: jane janet jess;
jesus: chucho chuy; jillian: jill; jim: jimmie; jincy: jane; jinsy: jane; joan: jo nonie; joann: jo; joanna:
asia jo joan jodi jody; joanne: jo; joao: joaozinho john; joaquin: quino; jody: jo; joe: joey; johann: john
hans; johanna: jo; johannah: hannah jo joan jody nonie; johannes: john johnny jonathan hans johan; john: jack
jock johnny jon jonnie jonny; johnathan: john johnathon johny jon jonathan jonathon jonnie jonny nathan;
johnathon: john johnathan johny jon jonathan jonathon jonnie jonny; jon: john johnny jonnie jonny; jonathan:
john johnathan johnathon johny jon jonathon jonnie jonny nathan; jonathon: john johnathan johnathon johny jon
jonathan jonnie jonny; jordan: jordy; jorge: george coque; jose: joe pepe pepito chepe joey che ze zeca
joseph; josefina: fina pepa josie; joseph: jody joe joey jos; josephine: fina jo jody joey josey josie;
josetta: jettie; josey: josophine; joshua: joe jos josh; josiah: jos; josophine: jo joey josey; joyce: joy;
jozef: jozek joseph; juan: juanito juancho john johnny; juana: juanita jane; juanita: nettie nita; judah: jude
juder; judith: juda jude judi judie judy; judson: jud sonny; judy: judith; julia: jill jules julie; julian:
jule jules; juliana: juli; julias: jule jules; julie: jule jules julia; julio: julito; june: junius; junior:
june junie; justin: justina juston justus
`
