/*
 * First names and what people of that name are called: K to Z.
 *
 * Taken from the nicknames project (https://github.com/carltonnorthern/nicknames, names.csv), Apache License 2.0
 * (https://www.apache.org/licenses/LICENSE-2.0), and changed: grouped by name, doubtful pairs left out, and short forms of
 * Spanish, Portuguese, Italian, Slavic, Indian and Arabic names added, with the English names that their bearers go by.
 */

/** `name: nickname nickname; name: ...`, lower case without accents. */
export const NICKNAMES_K_TO_Z = `
kaitlin: kait kaitie; kaitlyn: kait kaitie; kaitlynn: kait kaitie; kalli: cali kali; kameron: kam; karla:
carla carly; karthik: kartik; kasey: kc; katarina: catherine tina; katarzyna: kasia kate; kate: kay; katelin:
kate kay kaye; katelyn: kate kay kaye; kateryna: katya kate; katharina: kathi katja; katherine: cassie cathy
kate kathy katy kay kaye kit kittie trina katie kat kitty; kathleen: cassie cathy kathy katy kay kit kittie
trina; kathryn: kate kathy katie; katia: kate katie; katy: kate kathy katie; kayla: kay; kelley: kelli kellie
kelly; kendall: ken kenny; kendra: kay kenj kenji kenny; kendrick: ken kenny; kendrik: ken kenny; kenneth: ken
kendrick kenny; kenny: ken kenneth; kent: ken kendrick kenny; kerry: kerri; kevin: kev; keziah: kizza kizzie;
kimberley: kim kimberli kimberly; kimberly: kim kimberley kimberli kimmy; kingsley: king; kingston: king; kit:
kittie; konstantin: kostya; kris: chris; krishnamurthy: krishna; kristel: kris; kristen: chris; kristin:
chris; kristine: chris christy crissy kris kristy tina; kristofer: chris kris; kristoffer: chris kris;
kristopher: chris kris; kristy: chris; krystyna: krysia; krzysztof: kris krzys chris krzysiek; ksenia:
ksyusha; kymberly: kym; lafayette: fate laffie; lakshmi: laxmi; laodicia: cenia dicy; larisa: lara; larry:
laurence lawrence; latisha: tish tisha; laura: laurie; laurel: laurie; lauren: laurie ren; laurence: larry lon
lonny lorne lorry; laurinda: laura lawrence; lauryn: laurie; laveda: veda; laverne: verna vernon; lavina: ina
vina viney; lavinia: ina vina viney; lavonia: vina viney vonnie wyncha; lavonne: von; lawrence: larry lawrie
lon lonny lorne lorry laurie; leandro: le; leanne: annie lea; lecurgus: curg; leilani: lani; lemuel: lem;
lena: ellen; lenora: lee nora; leo: leon; leonard: len lenny leo leon lineau; leonardo: leo nardo; leonid:
lyonya; leonidas: lee leon; leonora: nell nellie nora; leonore: elenor honor nora; leroy: lee lr roy; lesley:
les; leslie: les; lester: les; leticia: lety letty; letitia: lettice lettie tish titia; levi: lee; levicy:
vicy; levone: von; lib: libby; lidia: lyddy; lil: lilly lily; lillah: lil lilly lily lolly; lillian: lil lilly
lolly; lilly: lil lily; lincoln: link; linda: lindy lynn; lindsay: lindsey lindsie lindsy; lindy: lynn;
lionel: leon; lisa: liz; littleberry: berry lb little; lizzie: liz; lois: lou louise; lonzo: lon; lorelei:
laurie lori lorrie; lorenzo: loren enzo renzo larry; loretta: etta lorie lorrie retta; lorraine: lorie lorrie;
lotta: lottie; lou: louis lu; louis: lewis lou louie louise; louisa: eliza lois lou; louise: eliza lois lou;
lourdes: lulu; louvinia: vina viney vonnie wyncha; lucas: luke; lucia: lucius lucy lucha; luciana: lu; lucias:
luke; lucille: cille lou lu lucy; lucina: sinah; lucinda: cindy lou lu lucy; lucretia: creasey; lucy: lucinda;
ludmila: luda mila; luella: ella lu lula; luigi: gigi gino louis; luis: lucho luisito louis lou; luisa: lucha;
luiz: lula; lukasz: luke; luke: lucas; lunetta: nettie; lurana: lura; luther: luke; lydia: lyddy; lyndon:
lindy lynn; lyubov: lyuba; lyudmila: lyuda lucy mila; mabel: amabel mehitabel; mac: mc; maciej: maciek; mack:
mac mc; mackenzie: kenzy mac mack kenzie; maddison: maddi maddie; maddy: madeline madelyn madge; madeline:
lena maddi maddie maddy madge madie magda maggie maud; madelyn: maddy madie; madie: madeline madelyn; madison:
maddy mattie maddie; maegen: meg; magdalena: lena magda maggie; magdelina: lena madge magda maggie; mahala:
hallie; makayla: kayla; maksim: max maks; malachi: mally; malcolm: mac mal malc; malgorzata: gosia margaret;
malinda: lindy; manda: mandy; mandie: amanda; mandy: amanda; manerva: eve minerva nerva nervie; manny: manuel;
manoah: noah; manoel: manuel; manola: nonnie; manpreet: preet mani; manuel: emanuel manny manolo manu;
manuela: manola; marcos: marco; marcus: marc mark; marek: mark; margaret: daisy gretta madge maggie maggy
marge margery margie margy meg midge peg peggy rita; margarethe: greta gretchen; margaretta: daisy gretta
madge maggie marge margery margie meg midge peg peggy rita; margarita: daisy greta madge maggie maisie marge
margo meg metta midge peggie rita mago margie margaret; marge: margaret margaretta margery; margie: marjorie;
marguerite: peggy; maria: mari maruja masha mia maryia mary; mariah: maria mary; mariam: mary; marian:
marianna marion; mariana: mari; maricela: mari; marie: mae mary; marietta: mae mamie maria mariah marie marion
mary maureen may mercy minnie mollie molly polly; marilyn: mary; marina: mara; marion: mary; marissa: rissa;
mariya: masha; marjorie: margie margy; marni: marnie; marsha: marcia marcie mary; martha: marty mat mattie;
martin: marty tincho; martina: tina; martine: tine; marv: marvin; marvin: marv; mary: mae mamie marie mitzi
molly polly; maryam: mary miriam; masayuki: masa; mat: mattie; mateo: teo matthew matt; mateusz: mati matt;
mathew: mat matt maty; mathilda: tillie; matias: mati; matilda: matty maud tilla tilly; matthew: matt mattie
matty thias thys; matthews: matt mattie matty; matthias: matt thias thys; maud: middy; maureen: mary; maurice:
morey; mauricio: mau; mavery: mave; mavine: mave; maximilian: max maxi; maximiliano: max maxi; maximillian:
max; maxine: max; maxwell: max; may: mae; mckenna: ken kenna meaka; medora: dora; megan: meg; meghan: meg;
mehitabel: hetty hitty mabel mitty; melanie: mellie; melchizedek: zadock; melinda: linda lindy lynn mel mindy;
melissa: lisa lissa mel milly missy; mellony: mellia; melody: lodi; melvin: mel; melvina: vina; mercedes:
meche merche merci mercy sadie; merv: mervin; mervin: merv; mervyn: merv; micajah: cage; michael: micah mick
mickey micky mike mikey; michal: michael mike; micheal: mike mikey miky; michelle: chelle mickey shelley
shellie shelly shely mich; mick: micky; miguel: michael mickey miggy miguael miguaell miguail miguaill miguayl
miguayll miguell mike miguelito migue; mike: michael mick micky; mikhail: michael misha mike; mikolaj: nick;
mildred: milly; millicent: milly missy; minerva: minnie; minnie: wilhelmina; miranda: mandy mira randi randy;
miriam: mimi mitzi mitzie; mitch: mitchell; mitchell: mitch; mitzi: mary mittie mitty; mitzie: mittie mitty;
mohammad: mo; mohammed: mo; monet: nettie; monica: monna monnie moni; monteleon: monte; montesque: monty;
montgomery: monty; morris: morey; mortimer: mort; moses: mose moss; muhammad: mo; muriel: mur; musa: moses;
mykhailo: misha; mykola: kolya; myrtle: mert myrt myrti; nadezhda: nadya; nadine: deedee nada; nancy: nan
nanny; naomi: omi; napoleon: leon nap nappy; natalia: natasha nati nata natalie; natalie: natty nettie;
natalya: natasha; natasha: nat tasha; nathan: nat nate; nathaniel: nat nate nathan natty than; nelle: nelly;
nelson: nels; newt: newton; newton: newt; nicholas: claas claes nic nick nickie nicky nico; nicholette: cole
nichole nickey nicki nicky nicole nikki; nicodemus: nic nick nickie nicky nico; nicolas: nic nick nickie nicky
nico; nicole: cole nicki nicky nikki nole nic; nikhil: nik; nikita: nik; nikolai: kolya nick; nikolas: claes
nic nick nickie nicky nico; nikole: nikki; nora: nonie; norbert: bert norby; norberto: beto; norbusamte:
norbu; norman: norm; nowell: noel; obadiah: diah dyer obed obie; obediah: obie; obedience: beda beedy obed;
obie: obediah; octavia: tave tavia; octavio: tavo; odell: odo; oksana: ksana; oleg: alik; oleksandr: sasha
alex; olena: lena helen; olga: olya; olive: livia nollie ollie; oliver: ollie; olivia: livia nollie ollie liv
livvy; ollie: oliver; onicyphorous: cy cyphorus one osaforum osaforus syphorous; orilla: ora rilly; orphelia:
phelia; oscar: ozzie; ossy: ozzy; oswald: ossy ozzy waldo; otis: ode ote; pablo: pablito paul; pamela: pam;
pandora: dora; parmelia: amelia melia milly; parthenia: parsuny pasoonie phenie teeny; pasquale: pat;
patience: pat patty; patricia: pat patsy patti patty tricia trish trisha paty; patricio: pato pat; patrick:
paddy pat pate patsy rick; patsy: patty; patty: patricia; paul: polly; paula: lina polly; paulina: lina polly;
pauline: polly; paulo: paulinho paul; pavel: pasha paul; pavlo: pasha; pawel: paul; pedro: perico pete pedrito
perucho pedrinho peter; peggy: peg; pelegrine: perry; penelope: penny; percival: percy; peregrine: perry;
permelia: mellie melly milly; pernetta: nettie; persephone: seph sephy; peter: pate pete; petronella: nellie;
pheriba: ferbie pherbia; philadelphia: delphia; philander: fie; philetus: leet phil; philinda: linda lindy
lynn; philip: phil pip; philipina: penie phoebe pip; phillip: phil pip; philly: delphia; philomena: mena;
phoebe: fifi; pinckney: pink; piotr: piotrek peter; pleasant: ples; pocahontas: pokey; polina: polya;
posthuma: humey; prescott: pres scott scotty; priscilla: cilla cissy prissy; priyanka: priya; providence:
provy; prudence: prudy prue; prudy: prudence; pyotr: petya peter; rachel: rachael shelly; rafael: rafa ralph
rafi rafinha; rafaela: rafa; raffaele: lello ralph; rajendra: raj raju; rajesh: raj; ramesh: ram; ramon:
moncho ray mon; ramona: mona; randall: randy; randolf: dolph randy; randolph: dolph randy; raphael: ralph;
raquel: kelly rachel; ray: raymond; raymond: ray; raymundo: ray mundo; reba: becca beck; rebeca: becky;
rebecca: becca beck becky reba; refugio: cuca cuco; reggie: reg reginald; regina: gina reggie; reginald: naldo
reg reggie renny; relief: leafa; reuben: rube; reynold: reginald; rhoda: rodie; rhodella: della; rhyna:
rhynie; ricardo: rick ricky rico richie rica richard; rich: dick rick; richard: dick dickie dickon dicky rich
richie rick ricky; rick: ricky; ricky: dick rich; rigoberto: beto rigo; robert: bob bobby dob dobbin hob
hobkin rob robby rupert; roberta: bert bertie birdie birtie bobbie robbie roby; roberto: beto bob rob bobby
robert; roderick: erick rickie rod roddy; rodger: hodge rod roge roger; rodney: rod; rodolfo: fito rudy rodo;
rodrigo: rodri rigo digo; rogelio: roger; roger: hodge rod rodger roge; rohit: ro; roland: lanny rollo rolly;
roman: roma; ron: ronnie ronny; ronald: naldo ron ronnie ronny; ronny: ronald; rosa: rose; rosabel: belle rosa
rose roz; rosabella: bella belle rosa rose roz; rosaenn: ann; rosaenna: ann; rosalia: rosa; rosalinda: linda
rosa rose roz; rosalyn: rosa rose roz; rosaria: sara; rosario: charo chayo; roscoe: ross; rose: rosie;
roseann: ann rose rosie roz; roseanna: ann rose rosie roz; roseanne: ann; rosemary: mary rose rosemarie rosey;
rosina: sina; roxane: rox roxie; roxanna: ann rose roxie; roxanne: ann rose roxie; ruben: benny; rudolph:
dolph olph rolf rudy; rudolphus: dolph olph rolf rudy; russell: russ rusty; ryan: ry; sabrina: brina; safieel:
safie; salome: loomie; salvador: chava sal sally; salvatore: sal toto; sam: sammy; samantha: mantha sam sammy;
sampson: sam sammy; samson: sam sammy; samuel: sam sammy; samyra: myra sam sammy; sandra: cassandra sandy;
sandy: sandra; sanford: sandy; sanjay: sanju; santiago: chago santi; sarah: sadie sally sara; sarilla: silla;
savannah: savanna vannie; scott: sceeter scottie scotty squat; sebastian: seb sebas sebby bastian basti;
serena: rena; sergei: seryozha serge; sergey: seryozha serge; sergio: checo; serhii: sergei; serilla: rilla;
seymour: morey see; shaina: sha shay; sharon: sha shay; shaun: shawn; shawn: shaun; sheldon: shelly; shelton:
shel shelly; sheridan: dan danny sher; sheryl: cheri cherie sher sheri sherri sherry sherryl; shirley: lee
sherry shirl; sibbilla: sibbell sibbie sybill; siddharth: sid; sidney: sid syd; sigfired: sid; sigfrid: sid;
sigismund: sig; silas: si; silence: liley; silvester: si sly syl vest vester; silvia: chivis; simeon: si sion;
simon: si sion; smith: smitty; socorro: coco; socrates: crate; sofia: sofi; sofya: sonya; solomon: sal salmon
saul sol solly zolly; sondra: dre sonnie; sophia: sophie soph; sophronia: frona fronia sophia; srinivas: sri
srini vasu; stacey: staci stacie stacy; stacie: stacey staci stacy; stacy: staci; stanislav: stas slava;
stanislaw: stan staszek stas; stepan: styopa; stephan: steve; stephanie: annie steffi steffie steph stephani
stephany stephie stephine stevie; stephen: steph steve; steven: steph steve stevie; stuart: stu; subramanian:
subbu subra; sudhakar: sudha; sue: susan susie; sukhwinder: sukhi; sulayman: solomon; sullivan: sully van;
susan: sue sukey susie suzie; susana: susy susie; susannah: hannah sue sukey susie; susie: suzie; suzanne: sue
suki susie; svetlana: lana sveta; swaminathan: swami; sybill: sibbie; sydney: sid; sylvanus: sly syl;
sylvester: si sly sy syl vessie vester vet; tabby: tabitha; tabitha: tabby; tadeusz: tadek; tamara: toma;
tamarra: tammy; tammie: tami tammy; tammy: tami tammie; tanafra: tanny; tasha: tash tashie; tatiana: tania
tanya; tatyana: tanya; ted: teddy; temperance: tempy; teodoro: teo ted; terence: terry; teresa: tere terry
tess tessa tessie teresita theresa; terri: teri terrie terry; terry: terence; tess: teresa theresa; tessa:
teresa theresa; thad: thaddeus; thaddeus: thad; theo: theodore; theodora: dora; theodore: ted teddy theo;
theodosia: dosia theo; theophilus: ophi; theotha: otha; theresa: terry tess tessa tessie thirza thursa traci
tracie tracy; thiago: tiago; thom: thomas tom tommy; thomas: thom tom tommy; thomasa: tamzine; tiffany: tiff
tiffy; tilford: tillie; tim: timmy; timothy: tim timmy; tina: christina; tisha: tish; tobias: bias toby; tom:
thomas tommy; tomas: tom tommy thomas; tomasz: tom tomek; tony: anthony; tranquilla: quilla trannie; trish:
patricia trisha; trix: trixie; trudy: gertrude; tryphena: phena; unice: eunice nicie; uriah: riah; ursula:
sula sulie; valentin: valya; valentina: felty val vallie vale tina; valentine: felty; valeri: val valerie;
valeria: vale; valerie: val; valery: valera; vanburen: buren; vandalia: vannie; vanessa: essa nessa vanna;
vasily: vasya; venkata: venky venkat; venkatesh: venky venkat; vera: verunchik; vernisee: nicey; veronica:
franky frony ronie ronna ronnie vonnie vero; vic: vicki vickie vicky victor; vicente: chente vince vincent;
vicki: vickie vicky victoria; victor: vic; victoria: tori torie torri torrie tory vic vicki vickie vicky;
vijay: vij viju; viktor: vic vitya; viktoria: vika vicky; vincent: vic vin vince vinnie vinny; vincenzo: vic
vin vince vinnie vinny enzo; vinson: vin vince vinnie vinny; viola: ola vi; violetta: lettie; virginia: ginger
ginny jennie virgy gina; vitaly: vitalik; vivian: vi viv; vladimir: vlad volodya vova; vladislav: vlad slava;
volodymyr: vova vlad volodya; vyacheslav: slava; waldo: ozzy; wallace: wally; wally: walt; walter: wally walt;
washington: wash; webster: webb; wendy: wen; wesley: wes; westley: wes west; wilber: bert will; wilbur: will
willie willy; wilda: willie; wilfred: fred wil will willie; wilhelm: wil willie bill; wilhelmina: mina minnie
willie wilma; will: bill wilbur willie; william: bela bell bill billy wil will willie willy; willie: william;
willis: willy; wilson: will willie willy; winfield: field win winny; winifred: freddie winnet winnie; winnie:
winnifred; winnifred: fred freddie freddy winnie winny; winny: winnifred; winton: wint; wojciech: wojtek;
woodrow: drew wood woody; ximena: xime mena; yana: yanochka; yaqub: jacob; yaroslav: slava; yekaterina: katya
kate; yelena: lena helen; yeona: ona onie; yevgenia: zhenya; yevgeny: zhenya eugene; yolanda: yoli yola;
yoshihiko: yoshi; yousef: joseph joe; youssef: joseph joe; yulan: lan yul; yulia: julia yulya; yuliya: julia
yulya; yuri: yura; yury: yura; yusuf: joseph joe; yvonne: vonna; zach: zack zak; zachariah: zac zach zachy
zack zak zakk zeke; zachary: zac zach zachy zack zak zakk zeke; zachery: zac zach zachy zack zak zakk zeke;
zack: zach zak; zbigniew: zbyszek; zebedee: zeb; zedediah: diah dyer zed; zephaniah: zeph; zofia: zosia sophie
`
