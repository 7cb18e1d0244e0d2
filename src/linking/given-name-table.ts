/*
 * First names that people have: a letter that makes one of these of another has not been mistyped. Taken from the lists of
 * common names of Faker (https://github.com/faker-js/faker, MIT licence, (c) 2022-2025 Faker) and extended by names that are
 * common among Spanish, Vietnamese, Chinese, Indian, Arabic, African and Slavic speakers in the United States.
 */
export const GIVEN_NAMES = `
aaliyah aanya aaron abagail abbey abbie abbigail abby abdiel abdul abdullah abe abel abelardo abena abigail
abigale abigayle abner abraham abril ada adaeze adah adalberto adaline adam adan addie addison adebayo adela
adelbert adele adelia adeline adell adella adelle aditi aditya adolf adolfo adolph adolphus adonis adrain
adrian adriana adrianna adriel adrien adrienne afton aglae agnes agnieszka agustin agustina ahmad ahmed ai
aida aidan aiden aileen aimee ainhoa aisha aiyana akash akeem akiko akira alaina alan alana alanis alanna
alayna alba albert alberta albertha alberto albin albina alda alden alec aleen alejandra alejandrin alejandro
alek aleksei alena alene alessandra alessandro alessia aletha alex alexa alexander alexandra alexandre
alexandrea alexandria alexandrine alexandro alexane alexanne alexie alexis alexys alexzander alf alfonso
alfonzo alford alfred alfreda alfredo ali alia alice alicia alina alisa alisha alison alivia aliya aliyah
aliza alize allan allen allene allie allison ally alma alondra alonzo alphonso alta althea alton alva alvah
alvena alvera alverta alvin alvina alvis alyce alycia alysa alysha alyson alyssa alysson amalia amanda amani
amara amari amaya amber ambrose amelia amelie amely america americo amie amina amir amira amit amiya amos
amparo amrita amy amya ana anabel anabelle anahi anais anand anastacio anastasia anay anderson andre andrea
andreane andreanne andrej andres andrew andy angel angela angelica angelina angeline angelita angelo angie
angus anh anibal anika anissa anita aniya aniyah anjali ankit ann anna annabel annabell annabelle annalise
annamae annamarie anne annetta annette annie annika ansel ansh ansley anthony antoinette antone antonetta
antonette antonia antonietta antonina antonio antwan antwon anya april ara araceli aracely arch archibald
archie ardella arden ardith arely ari aria ariana ariane arianna aric ariel arielle arjun arlene arlie arlo
armand armando armani arnaldo arnav arne arno arnold arnoldo arnulfo aron art arthur arturo arvel arvid
arvilla aryan aryanna asa asha asher ashlee ashleigh ashley ashly ashlynn ashok ashton ashtyn asia assunta
astrid athena aubree aubrey audie audra audreanne audrey august augusta augustine augustus aurelia aurelie
aurelio aurora aurore austen austin austyn autumn ava avery avis axel ayaan ayana ayden ayla aylin azalea
bailee bailey bao barbara barbora barney baron barrett barry bart bartholome barton baylee beatrice beatriz
beau beaulah becky belinda bell bella belle ben benedict benito benjamin bennett bennie benny benton berenice
bernadette bernadine bernard bernardo berneice bernhard bernice bernie berniece bernita berry bert berta
bertha bertram bertrand beryl bessie beth bethany bethel betsy bette bettie betty bettye beulah beverly bianca
bianka bill billie billy binh birdie blair blaise blake blanca blanche blaze bob bobbie bobby bogdan bonita
bonnie boris boyd brad braden bradford bradley bradly brady braeden brain brandi brando brandon brandt brandy
brandyn brannon branson brant braulio braxton brayan brayden breana breanna breanne brenda brendan brenden
brendon brenna brennan brennon brent bret brett bria brian briana brianna brianne brice bridget bridgette
bridie brielle brigitte brionna brisa britney brittany brock broderick brody brook brooke brooklyn brooks
brown bruce bryan bryana bryant bryce brycen bryon bryson buck bud buddy buford bulah burdette burley burnice
buster byron cade caden caesar caitlyn cale caleb caleigh cali calista callie calvin camden cameron camila
camilla camille camren camron camryn camylle candace candelario candice candida candido cara carey carina
carissa carl carla carlee carleton carley carli carlie carlo carlos carlotta carlton carmel carmela carmella
carmelo carmen carmine carol carolanne carole carolina caroline carolyn carolyne carrie carroll carson carter
cary casandra casey casimer casimir casper cassandra cassandre cassidy cassie catalina catarina caterina
catharine catherine cathrine cathryn cathy cayla ceasar cecelia cecil cecile cecilia cecilio cedric cedrick
celestine celestino celia celine cesar chad chadd chadrick chaim chance chandler chandra chanel chanelle
charity charlene charles charley charlie charlotte chase chasity chau chauncey chaya chaz chelsea chelsey
chelsie cheryl chesley chester chet cheyanne cheyenne chi chidi chloe chris christ christa christelle
christian christiana christie christina christine christop christophe christopher christy chyna ciara cicero
cielo cierra cindy citlalli clair claire clara clarabelle clare clarence clarissa clark claud claude claudia
claudie claudine clay clayton clemens clement clementina clementine clemmie cleo cleora cleta cletus cleve
cleveland clifford clifton clint clinton clotilde clovis cloyd clyde coby cody colby cole coleman colin
colleen collin colt colten colton columbus concepcion conner connie connor conor conrad constance constantin
consuelo cooper cora coralie corbin cordelia cordell cordia cordie corene corey corine cornelius cornell
corrine cortez cortney cory coty courtney coy craig crawford creola cristal cristian cristina cristobal
cristopher cruz crystal crystel cullen cuong curt curtis cydney cynthia cyril cyrus dagmar dahlia daija daiki
daisha daisy dakota dale dallas dallin dalton damaris dameon damian damien damion damon dan dana dandre dane
dangelo danial danica daniel daniela daniella danielle danika danilo dannie danny dante danyka daphne daphnee
daphney darby daren daria darian dariana darien darin dario darion darius darla darlene darnell daron darrel
darrell darren darrick darrin darrion darron darryl darwin daryl dashawn dasia dave david davin davion davon
davonte dawn dawson dax dayana dayna dayne dayton dean deangelo deanna debbie deborah debra declan dedric
dedrick dee deepa deepak deion deja dejah dejon dejuan delaney delbert delfina delia delilah dell della delmer
delores delpha delphia delphine delta demarco demarcus demario demetris demetrius demond dena denis denise
dennis deon deondre deontae deonte dereck derek derick deron derrick deshaun deshawn desiree desmond dessie
destany destin destinee destiney destini destiny devan devante deven devin devon devonte devyn dewayne dewey
dewitt dexter diamond diana diane dianna dianne diego dillan dillon dimitri dina dinh dino dion dixie dmitry
dock dolly dolores domenic domenica domenick domenico domingo dominic dominick dominique don donald donato
donavon dong donna donnell donnie donny dora dorcas doreen dorian doris dorothea dorothy dorris dortha dorthy
doug douglas dovie doyle drake drew duane duc dudley dulce duncan dung duong durward dustin dusty dwayne
dwight dylan earl earlene earline earnest earnestine easter easton ebba ebony eda edd eddie eden edgar edgardo
edison edith edmond edmund edna eduardo edward edwardo edwin edwina edyth edythe effie efrain efren eileen
einar eino eladio elaina elaine elbert elda eldon eldora eldred eldridge eleanor eleanora eleanore eleazar
electa elena elenor elenora eleonore elfrieda eli elian eliana eliane elias eliezer elijah elinor elinore
elisa elisabeth elise eliseo elisha elissa eliza elizabeth ella ellen elliana ellie elliot elliott ellis
ellsworth elmer elmira elmo elmore elna elnora elody eloisa eloise elouise eloy elroy elsa else elsie elta
elton elva elvera elvie elvira elvis elwin elwyn elyse elyssa elza emanuel emeka emelia emelie emely emerald
emerson emery emie emil emile emilia emiliano emilie emilio emily emma emmalee emmanuel emmanuelle emmet
emmett emmie emmitt emmy emory ena enid enoch enola enos enrico enrique ephraim era eriberto eric erica erich
erick ericka erik erika erin erling erma erna ernest ernestina ernestine ernesto ernie ervin erwin eryn
esmeralda esperanza essie esta esteban estefania estel estell estella estelle estevan esther estrella etha
ethan ethel ethelyn ethyl ettie eudora eugene eugenia eula eulah eulalia euna eunice eusebio eva evalyn evan
evangeline evans eve eveline evelyn everardo everett everette evert evie ewald ewell ezekiel ezequiel ezra
fabian fabiola fae faith fannie fanny fatima faustino fausto favian fay faye federico felicia felicita
felicity felipa felipe felix felton fermin fern fernanda fernando ferne fidel filiberto filomena finn fiona
flavie flavio fleta fletcher flo flora florence florencio florian florida florine flossie floy floyd ford
forest forrest foster frances francesca francesco francis francisca francisco franco frank frankie franklin
franz fred freda freddie freddy frederic frederick frederik frederique fredrick fredy freeda freeman freida
frida frieda friedrich fritz furman gabe gabriel gabriela gabriella gabrielle gael gaetano gage gail galina
gardner garett garfield garland garnet garnett garret garrett garrick garrison garry garth gary gaston gaurav
gavin gayle gene general genesis geneva genevieve gennaro genoveva geo geoffrey george georgette georgia
georgiana georgianna geovanni geovanny geovany gerald geraldine gerard gerardo gerda gerhard germaine german
gerry gerson gertrude gia giang gianna gianni gideon gilbert gilberto gilda giles gillian gina ginger gino
giovani giovanna giovanni giovanny gisselle giuseppe gladyce gladys glen glenda glenn glenna glennie gloria
godfrey golda golden gonzalo gordon grace gracie graciela grady graham grant granville grayce grayson green
greg gregg gregoria gregorio gregory greta gretchen greyson griffin grigory grover guadalupe gudrun guido
guillermo guiseppe gunnar gunner gus gussie gust gustave gustavo guy gwen gwendolyn hadley hai hailee hailey
hailie hal haleigh haley halie halle hallie hank hanna hannah hans hardy harish harley harmon harmony harold
harper harriet harrison harry haruka harvey haskell hassan hassie hattie haven hayden haylee hayley haylie
hazel hazle heath heather heaven heber hector heidi helen helena helene helga hellen helmer heloise henderson
henri henrietta henriette henry herbert herman hermann hermina herminia herminio hershel herta hertha hester
hettie hien hieu hilario hilbert hilda hildegard hillard hillary hilma hilton hipolito hiram hiro hoa hoang
hobart holden hollie hollis holly homer hong hope horace horacio hortense hosea houston howard howell hoyt
huan hubert hudson hugh hugo hulda humberto hung hunter huong hussein huy hyman ian ibrahim icie ida idell
idella ignacio ignatius igor ike ila ilene iliana ima imani imelda immanuel imogene ines inez inga ira irene
irina iris irma irvin irving irwin isaac isabel isabela isabell isabella isabelle isac isadore isai isaiah
isaias isidro ismael isobel isom israel issac itzel iva ivah ivan ivory ivy izabella izaiah jabari jace jacek
jacey jacinthe jacinto jack jackeline jackie jacklyn jackson jacky jaclyn jacob jacqueline jacquelyn jacques
jacynthe jada jade jaden jadon jadyn jaeden jaida jaiden jailyn jaime jairo jakayla jake jakob jaleel jaleesa
jalen jalon jalyn jamaal jamal jamar jamarcus jamel james jameson jamey jamie jamil jamir jamison jammie jan
jana janae jane janelle janessa janet janice janick janie janis janiya jannie jany jaquan jaquelin jaqueline
jared jaren jarod jaron jarred jarrell jarret jarrett jarrod jarvis jasen jasmin jasmine jason jasper jaunita
javier javon javonte jaxon jaxson jay jayce jaycee jayda jayde jayden jaydon jayla jaylan jaylen jaylin jaylon
jayme jayne jayson jazlyn jazmin jazmyn jazmyne jean jeanette jeanie jeanne jeannette jeannie jed jedediah
jedidiah jeff jefferey jeffery jeffrey jeffry jena jenifer jenna jennie jennifer jennings jenny jennyfer
jensen jerad jerald jeramie jeramy jerel jeremiah jeremie jeremy jermain jermaine jermey jerod jerome jeromy
jerrell jerrod jerrold jerry jess jesse jessica jessie jessika jessy jessyca jesus jett jettie jevon jewel
jewell jia jill jillian jim jimena jimmie jimmy jin jing joan joana joanie joann joanna joanne joannie joanny
joany joao joaquin jocelyn jodi jodie jody joe joel joelle joesph joey johan johann johanna johathan john
johnathan johnathon johnnie johnny johnpaul johnson jolie jon jonas jonatan jonathan jonathon jordan jordane
jordi jordon jordy jordyn jorge jose josefa josefina joseph josephine josh joshua joshuah josiah josiane
josianne josie josue jovan jovani jovanny jovany joy joyce juan juana juanita judah judd jude judge judith
judson judy jules julia julian juliana julianne julie julien juliet julieta julio julius jun june junior
junius justen justice justin justina justine juston justus justyn juvenal juwan kacey kaci kacie kade kaden
kadin kaela kaelyn kai kaia kaiden kailee kailey kailyn kaitlin kaitlyn kale kaleb kaleigh kaley kali kallie
kameron kamila kamille kamren kamron kamryn kane kara kareem karelle karen kari kariane karianne karina karine
karl karla karlee karley karli karlie karolann karson karthik kasandra kasey kassandra katarina katarzyna kate
katelin katelyn katelynn katharina katherine katheryn kathleen kathlyn kathryn kathryne kathy katie katlyn
katlynn katrina katrine kattie katya kavon kavya kay kaya kaycee kayden kayla kaylah kaylee kayleigh kayley
kayli kaylie kaylin keagan keanu keara keaton keegan keeley keely keenan keira keith kellen kelley kelli
kellie kelly kelsey kelsi kelsie kelton kelvin ken kendall kendra kendrick kenji kenna kennedi kennedy kenneth
kennith kenny kent kenton kenya kenyatta kenyon keon kerry keshaun keshawn keven kevin kevon keyon keyshawn
khalid khalil khanh khoa kian kiana kianna kiara kiarra kiel kiera kieran kiley kim kimberly kimora king
kinsley kip kira kiran kirk kirsten kirstin kitty kobe koby kody kofi kolby kole korbin korey kory kraig kris
krishna krista kristen kristi kristian kristie kristin kristina kristine kristofer kristoffer kristopher
kristy krystal krystel krystina krzysztof kurt kurtis kwame kyla kyle kylee kyleigh kyler kylie kyra lacey
lacy ladarius lafayette laila laisha lam lamar lambert lamont lan lana lance landen landon lane laney lara
larissa laron larry larue latoya laura laurel lauren laurence lauretta lauriane laurianne laurie laurine laury
lauryn lavada lavern laverna laverne lavina lavinia lavon lavonne lawrence lawson layla layne lazaro lea leah
leann leanna leanne leatha leda lee leif leigh leila leilani lela lelah leland lelia lempi lemuel lena lenna
lennie lenny lenora lenore leo leola leon leona leonard leonardo leone leonel leonie leonor leonora leopold
leopoldo leora lera leroy lesley leslie lesly lessie lester leta letha leticia letitia levi lew lewis lexi
lexie lexus li lia liam lian liana libbie libby lien lila lilian liliana liliane lilla lillian lilliana lillie
lilly lily lilyan lina lincoln linda lindsay lindsey ling linh linnea linnie linwood lionel lisa lisandro
lisette litzy liza lizeth lizzie llewellyn lloyd loan logan lois lola lolita loma lon london long lonie lonnie
lonny lonzo lora loraine loren lorena lorene lorenz lorenza lorenzo loretta lori lorine lorna lorraine lottie
lou louie louis louisa louise lourdes louvenia lowell loy loyal loyce luca lucas lucia luciano lucie lucienne
lucile lucille lucinda lucio lucious lucius lucy ludie ludwig lue luella luigi luis luisa luka lukas luke lula
lulu luna lupe lura lurline luther luz lyda lydia lyla lyle lynda lynette lynn lynne lyric lysanne mabel
mabelle mable mac macey maci macie mack mackenzie macy madaline madalyn maddison madeline madelyn madelynn
madge madie madilyn madisen madison madisyn madonna madyson mae maegan maeve mafalda magali magdalen magdalena
maggie magnolia magnus mai maia maida maiya major makayla makenna makenzie malachi malcolm malik malika
malinda mallie mallory malvina mamie mandy manish manley manuel manuela mara marc marcel marcela marcelina
marcelino marcella marcelle marcellus marcelo marcia marcin marco marcos marcus margaret margarete margarett
margaretta margarette margarita marge margie margot margret marguerite maria mariah mariam marian mariana
mariane marianna marianne mariano maribel maricela marie mariela marielle marietta marilie marilou marilyn
marilyne marina mario marion marisa marisol maritza marjolaine marjorie marjory mark markus marlee marlen
marlene marley marlin marlon marques marquis marquise marsha marshall marta martha martin martina martine
marty marvin mary maryam maryann maryjane maryse mason mateo mathew mathias mathilde matias matilda matilde
matt matteo matthew mattie maud maude maudie maureen maurice mauricio maurine maverick mavis max maxie maxime
maximilian maximillia maximillian maximo maximus maxine maxwell may maya maybell maybelle maye maymie maynard
mayra mazie mckayla mckenna mckenzie meagan meaghan meda megan megane meggie meghan mei mekhi melanie melany
melba melinda melisa melissa mellie melody melvin melvina melyna melyssa mercedes meredith merl merle merlin
merritt mertie mervin meta mia micaela micah michael michaela michal michale micheal michel michele michelle
miguel mikayla mike mikel mikhail mila milan mildred milena miles milford miller millie milo milton min mina
mindy minerva ming minh minnie miracle miranda mireille mireya miriam misael missouri misty mitchel mitchell
mittie modesta modesto mohamed mohammad mohammed moises mollie molly mona monica monique monroe monserrat
monserrate montana monte monty morgan moriah morris mortimer morton mose moses moshe mossie mozell mozelle
muhammad muriel murl murphy murray mustafa mya myah mylene myles myra myriam myrl myrna myron myrtice myrtie
myrtis myrtle nadia nadine nakia name nancy nannie naomi naomie napoleon narciso nash nasir nat natalia
natalie natasha nathan nathanael nathanial nathaniel nathen nayeli neal ned nedra neha neil nelda nella nelle
nellie nels nelson neoma nestor nettie neva newell newton ngan ngoc nhan nhi nia nicholas nicholaus nichole
nick nicklaus nickolas nico nicola nicolas nicole nicolette nigel nikhil nikita nikki nikko niko nikolai
nikolas nils nina noah noble noe noel noelia noelle noemi noemie noemy nola nolan nona noor nora norbert
norberto norene norma norman norris norval norwood nova novella nuno nya nyah nyasia obie oceane ocie octavia
octavio oda odell odessa odie ofelia okey ola olaf ole oleg olen olena oleta olga olin olive oliver olivia
ollie oma omar omari omer ona onie opal ophelia ora oral oran oren orie orin orion orland orlando orlo orpha
orrin orval orville osbaldo osborne oscar osvaldo oswald oswaldo otha otho otilia otis ottilie ottis otto ova
owen ozella pablo padma paige palma paloma pam pamela pansy paola paolo paris parker pascale pasquale pat
patience patricia patrick patsy patti pattie patty paul paula paulette pauline pavel paxton payton paz pearl
pearlie pearline pedro peggie peggy penelope penny percival percy perry pete peter petra peyton phil philip
phillip phoebe phong phuc phung phuong phyllis pierce pierre pietro pink pinkie piotr piper polly pooja porter
precious presley preston price prince princess priscilla priya providenci prudence quan quang queen queenie
quentin quincy quinn quinten quinton quy quynh rachael rachana rachel rachelle rae raegan rafael rafaela
raheem rahsaan rahul raina raj rajesh raleigh ralph ramiro ramon ramona randal randall randi randolph randy
ransom raoul raphael raphaelle raquel rashad rashawn rasheed raul raven ravi ray rayan raymond raymundo reagan
reanna reba rebeca rebecca rebeka rebekah reece reed reese regan reggie regina reginald reid reilly reina
reinhold remington renata rene renee ressie reta retha retta reuben reva rex rey reyes reymundo reyna reynold
rhea rhett rhianna rhiannon rhoda rhonda rhys ricardo richard richie richmond rick rickey rickie ricky rico
rigoberto riley rina rita river rob robb robbie robert roberta roberto robin robyn rochelle rocio rocky rod
roderick rodger rodney rodolfo rodrick rodrigo roel rogelio roger rogers rohan rohit roland rolando rollin
roma romaine roman ron ronald ronaldo ronnie ronny roosevelt rory rosa rosalee rosalia rosalie rosalind
rosalinda rosalyn rosamond rosanna rosario roscoe rose rosella roselyn rosemarie rosemary rosendo rosetta
rosie rosina roslyn ross rossie rowan rowena rowland roxana roxane roxanne roy royal royce rozella ruben rubie
ruby rubye rudolph rudy rufus rupert russ russel russell rusty ruth ruthe ruthie ryan ryann ryder rylan rylee
ryleigh ryley saad sabina sabrina sabryna sadie sadye sage said saige sallie sally salma salvador salvatore
sam samanta samantha samara samir sammie sammy samson samuel sandeep sandra sandrine sandy sanford sanjay
santa santiago santina santino santos sara sarah sarai sarina sasha saul savanah savanna savannah savion
scarlett schuyler scot scott scottie scotty seamus sean sebastian sedrick selena selina selmer serena serenity
sergei sergio seth shad shaina shakira shana shane shanel shanelle shania shanice shanie shaniya shanna
shannon shanny shanon shany shari sharon shaun shawn shawna shaylee shayna shayne shea sheila sheldon shelia
shelley shelly shemar sheri sheridan sherman sherri sherry sherwood sheryl shirley shreya shyann shyanne sibyl
sid sidney sienna sierra sigmund sigrid sigurd silas silvia sim simeon simon simone sincere sister sky skye
skyla skylar sofia sofie soledad solon son sonia sonja sonny sonya sophia sophie soren spencer stacey stacy
stan stanford stanley stanton stefan stefanie stella stephan stephania stephanie stephany stephen stephon
sterling steve steven stevie stewart stone stuart sue sumit summer sunil sunny suresh susan susana susanna
susie suzanne sven svetlana syble sydnee sydney sydni sydnie sylvan sylvester sylvia tabitha tad talia talon
tam tamara tami tamia tamika tammy tania tanisha tanner tanya tara tariq taryn tasha tate tatiana tatum
tatyana taurean tavares taya taylor teagan ted telly terence teresa teri terrance terrell terrence terri
terrill terry tess tessa tessie tevin thad thaddeus thalia thanh thao thea thelma theo theodora theodore
theresa therese theresia theron thi thien thomas thora thurman thuy tia tiana tianna tiara tien tierra tiffany
tillman tim timmothy timmy timothy tina tito titus tobin toby tod todd tom tomas tomasa tommie tommy toney
toni tony tonya torey torrance torrey toy trace tracey traci tracy tran trang travis travon tre tremaine
tremayne trent trenton tressa tressie treva trever trevion trevor trey tri tricia trinity trisha tristian
tristin triston troy trudie trung trycia trystan tuan tung turner tuyet twila tyler tyra tyree tyreek tyrel
tyrell tyrese tyrique tyrone tyshawn tyson ubaldo ulices ulises uma una unique urban uriah uriel ursula vada
valentin valentina valentine valeria valerie vallie van vance vanessa vaughn veda velda vella velma velva vena
vera verda verdie vergie verla verlie vern verna verner vernice vernie vernon verona veronica vesta vicenta
vicente vicki vickie vicky victor victoria vida vidal viet vijay vikram vilma vince vincent vincenza vincenzo
vinh vinnie viola violet violeta violette virgie virgil virginia virginie vita vito viva vivian viviana
viviane vivianne vivien vivienne vladimir wade waino waldo walker wallace walter walton wanda ward warren
watson wava waylon wayne webster wei weldon wellington wen wendell wendy werner wesley westley weston whitney
wilber wilbert wilbur wilburn wiley wilford wilfred wilfredo wilfrid wilhelm wilhelmine will willa willard
william willie willis willow willy wilma wilmer wilson wilton winfield winifred winnifred winona winston
woodrow wyatt wyman xander xavier ximena xin xzavier yadira yan yara yasmeen yasmin yasmine yazmin yesenia
yessenia yolanda yoshiko yuki yuri yusuf yvette yvonne zach zachariah zachary zachery zack zackary zackery
zainab zakary zander zane zara zaria zechariah zelda zella zelma zena zetta zion zita zoe zoey zoie zoila zola
zora zula
`
