/*
 * How much it says that two names are equal. Fixed lists and not a count within the group, so that a stranger in the group
 * changes nothing for anybody. Ten points are a factor of ten: a name that one person in a hundred has would be worth 20, but a
 * group is not a nation. Its people come from a few places, so common names are worth less here than in a census.
 */

/** Borne by so many within one community that they say little. */
const EVERYWHERE_LAST = words(`
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas
nguyen tran le pham huynh vo vu dang bui do ho ngo duong ly phan truong kim lee park choi jung kang cho yoon singh kaur patel
khan sharma kumar shah ali ahmed wang li zhang liu chen yang huang zhao wu zhou wong chan lin perez sanchez ramirez torres
flores rivera gomez diaz cruz reyes morales santos silva pereira oliveira ferreira mohamed hassan hussein moua vang xiong yoder
`)

/** The most frequent of the United States after those. */
const COMMON_LAST = words(`
taylor moore jackson martin thompson white harris clark lewis robinson walker young allen king wright scott hill green adams
nelson baker hall campbell mitchell carter roberts phillips evans turner parker collins edwards stewart morris murphy cook rogers
morgan cooper peterson bailey reed kelly howard ramos cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz
hughes price alvarez castillo sanders myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler
henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno
west cole hayes bryant herrera gibson ellis stevens murray ford marshall owens mcdonald harrison kennedy wells alvarado woods
mendez castro washington butler gutierrez ortiz munoz vargas guzman salazar soto delgado pena rios aguilar medina vega fernandez
dominguez ortega espinoza contreras sandoval guerrero estrada valdez rojas acosta figueroa luna molina campos juarez navarro ayala
freeman webb tucker burns crawford henry gordon shaw holmes rice robertson hunt black daniels palmer mills nichols grant knight
ferguson rose stone hawkins dunn perkins hudson spencer gardner stephens payne pierce berry matthews arnold wagner willis ray
watkins olson carroll duncan snyder hart cunningham bradley lane andrews harper fox riley armstrong carpenter weaver greene
lawrence elliott chavez sims austin peters kelley franklin lawson fields ryan schmidt carr wheeler chapman oliver montgomery
richards williamson johnston banks meyer bishop mccoy howell morrison hansen garza harvey little burton nguyen stanley george jacobs
reid fuller lynch dean gilbert garrett romero welch larson frazier burke hanson day mendoza moreno bowman medina fowler ivanov
ivanova petrov petrova popov smirnov kuznetsov kowalski nowak mueller muller weber rossi russo ferrari costa souza almeida
`)

const EVERYWHERE_FIRST = words(`
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark jose juan luis carlos
jesus miguel maria mary patricia jennifer linda elizabeth barbara susan jessica sarah karen ana guadalupe mohammed mohamed muhammad
ahmed ali anh minh thi van wei min li jin sung singh kaur joao antonio francisco alexander andrew joshua emily ashley anna
`)

const COMMON_FIRST = words(`
donald steven paul kenneth kevin brian george edward ronald timothy jason jeffrey jacob gary nicholas eric jonathan stephen larry
justin scott brandon benjamin samuel gregory frank raymond patrick jack dennis jerry tyler aaron henry douglas peter adam
nathan zachary walter kyle harold carl jeremy keith roger gerald ethan arthur terry christian sean lawrence austin joe noah jesse
albert bryan billy bruce willie jordan dylan alan ralph gabriel roy logan wayne eugene russell bobby louis philip johnny mason liam
lucas oliver elijah aiden jackson sebastian mateo owen caleb isaac angel diego jorge pedro manuel ricardo fernando roberto eduardo
javier alejandro sergio mario rafael raul oscar victor hector martin ruben jaime julio cesar alberto armando enrique arturo gerardo
nancy lisa betty margaret sandra kimberly donna michelle dorothy carol amanda melissa deborah stephanie rebecca sharon laura cynthia
kathleen amy shirley angela helen brenda pamela nicole emma samantha katherine christine debra rachel catherine carolyn janet ruth
heather diane virginia julie joyce victoria olivia kelly christina lauren joan evelyn judith megan cheryl andrea hannah martha
jacqueline frances gloria ann teresa kathryn sara janice jean alice madison doris abigail julia judy grace denise amber marilyn
beverly danielle theresa sophia marie diana brittany natalie isabella charlotte rose alexis kayla rosa juana margarita carmen
veronica sofia camila valentina lucia elena gabriela adriana claudia leticia silvia alejandra daniela mariana monica norma yolanda
mia ava amelia harper ella chloe zoe lily linh huong lan hoa thanh tuan hung dung nam hai phuong thuy mai priya sunil anil ravi
raj amit anita fatima ibrahim omar hassan yusuf aisha olga elena irina natalia svetlana tatiana sergei dmitri andrei vladimir
ivan igor alexei piotr anna ewa jan young min soo hyun jing yan ying xin yu
`)

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/** What an equal last name is worth. */
export function lastNameWorth(name: string): number {
  return EVERYWHERE_LAST.has(name) ? 17 : COMMON_LAST.has(name) ? 24 : 35
}

/** What an equal first name is worth. */
export function firstNameWorth(name: string): number {
  return EVERYWHERE_FIRST.has(name) ? 18 : COMMON_FIRST.has(name) ? 23 : 28
}
