/*
 * Names of several origins, of other sources than the names of the generated census and than the matcher's nickname table:
 * most frequent surnames and given names of public lists, written down by hand, and the name lists of other languages.
 * Each list goes from frequent to rare, and is drawn from so.
 */

export interface NameStock {
  readonly female: readonly string[]
  readonly male: readonly string[]
  /** As a woman bears it, where that differs. */
  readonly last: readonly string[]
  readonly female_last?: readonly string[]
  readonly nicknames: ReadonlyMap<string, readonly string[]>
}

export type Origin =
  | 'american'
  | 'hispanic'
  | 'polish'
  | 'russian'
  | 'vietnamese'
  | 'chinese'
  | 'indian'
  | 'arabic'
  | 'portuguese'

const listed = (text: string): readonly string[] => text.trim().split(/\s*,\s*|\s*\n\s*/)

const AMERICAN_LAST = listed(
  `Smith, Johnson, Williams, Brown, Jones, Garcia, Miller, Davis, Rodriguez, Martinez, Hernandez, Lopez, Gonzalez, Wilson, Anderson, Thomas, Taylor, Moore, Jackson, Martin, Lee, Perez, Thompson, White, Harris, Sanchez, Clark, Ramirez, Lewis, Robinson, Walker, Young, Allen, King, Wright, Scott, Torres, Nguyen, Hill, Flores, Green, Adams, Nelson, Baker, Hall, Rivera, Campbell, Mitchell, Carter, Roberts, Gomez, Phillips, Evans, Turner, Diaz, Parker, Cruz, Edwards, Collins, Reyes, Stewart, Morris, Morales, Murphy, Cook, Rogers, Gutierrez, Ortiz, Morgan, Cooper, Peterson, Bailey, Reed, Kelly, Howard, Ramos, Kim, Cox, Ward, Richardson, Watson, Brooks, Chavez, Wood, James, Bennett, Gray, Mendoza, Ruiz, Hughes, Price, Alvarez, Castillo, Sanders, Patel, Myers, Long, Ross, Foster, Jimenez, Powell, Jenkins, Perry, Russell, Sullivan, Bell, Coleman, Butler, Henderson, Barnes, Gonzales, Fisher, Vasquez, Simmons, Romero, Jordan, Patterson, Alexander, Hamilton, Graham, Reynolds, Griffin, Wallace, Moreno, West, Cole, Hayes, Bryant, Herrera, Gibson, Ellis, Tran, Medina, Aguilar, Stevens, Murray, Ford, Castro, Marshall, Owens, Harrison, Fernandez, McDonald, Woods, Washington, Kennedy, Wells, Vargas, Henry, Chen, Freeman, Webb, Tucker, Guzman, Burns, Crawford, Olson, Simpson, Porter, Hunter, Gordon, Mendez, Silva, Shaw, Snyder, Mason, Dixon, Munoz, Hunt, Hicks, Holmes, Palmer, Wagner, Black, Robertson, Boyd, Rose, Stone, Salazar, Fox, Warren, Mills, Meyer, Rice, Schmidt, Garza, Daniels, Ferguson, Nichols, Stephens, Soto, Weaver, Ryan, Gardner, Payne, Grant, Dunn, Kelley, Spencer, Hawkins, Arnold, Pierce, Hansen, Peters, Santos, Hart, Bradley, Knight, Elliott, Cunningham, Duncan, Armstrong, Hudson, Carroll, Lane, Riley, Andrews, Alvarado, Ray, Delgado, Berry, Perkins, Hoffman, Johnston, Matthews, Pena, Richards, Contreras, Willis, Carpenter, Lawrence, Sandoval, Guerrero, George, Chapman, Rios, Estrada, Ortega, Watkins, Greene, Nunez, Wheeler, Valdez, Harper, Burke, Larson, Santiago, Maldonado, Morrison, Franklin, Carlson, Austin, Dominguez, Carr, Lawson, Jacobs, O'Brien, Lynch, Singh, Vega, Bishop, Montgomery, Oliver, Jensen, Harvey, Williamson, Gilbert, Dean, Sims, Espinoza, Howell, Li, Wong, Reid, Hanson, Le, McCoy, Garrett, Burton, Fuller, Wang, Weber, Welch, Rojas, Lucas, Marquez, Fields, Park, Yang, Little, Banks, Padilla, Day, Walsh, Bowman, Schultz, Luna, Fowler, Mejia, St. John, Van Dyke, De La Cruz, D'Angelo, O'Neill, McAllister, Zyzak, Przybylski, Featherstonhaugh, Kowalczyk, Nakamura, Okafor, Adeyemi, Bhattacharya, Vandenberg, MacIntyre, Fitzgerald, Sorensen, Lindqvist, Haugen, Castellanos, Abernathy, Blankenship, Culpepper, Dillinger, Eisenberg, Farnsworth, Goldberg, Hollingsworth, Ingram, Jablonski, Kirkpatrick, Lieberman, Mascarenhas, Nightingale, Oppenheimer, Quackenbush, Rosenthal, Szymanski, Thibodeaux, Underwood, Villanueva, Whitaker, Yarborough, Zimmerman`,
)

const AMERICAN_FEMALE = listed(
  `Mary, Patricia, Jennifer, Linda, Elizabeth, Barbara, Susan, Jessica, Karen, Sarah, Lisa, Nancy, Sandra, Betty, Ashley, Emily, Kimberly, Margaret, Donna, Michelle, Carol, Amanda, Melissa, Deborah, Stephanie, Rebecca, Sharon, Laura, Cynthia, Dorothy, Amy, Kathleen, Angela, Shirley, Emma, Brenda, Pamela, Nicole, Anna, Samantha, Katherine, Christine, Debra, Rachel, Carolyn, Janet, Maria, Olivia, Heather, Helen, Catherine, Diane, Julie, Victoria, Joyce, Lauren, Kelly, Christina, Ruth, Joan, Virginia, Judith, Evelyn, Hannah, Andrea, Megan, Cheryl, Jacqueline, Madison, Teresa, Abigail, Sophia, Martha, Sara, Gloria, Janice, Kathryn, Ann, Isabella, Judy, Charlotte, Julia, Grace, Amber, Alice, Jean, Denise, Frances, Danielle, Marilyn, Natalie, Beverly, Diana, Brittany, Theresa, Kayla, Alexis, Doris, Lori, Tiffany, Latoya, Shaniqua, Keisha, Imani, Mary Ann, Jo Ann, Anne-Marie, Gwendolyn, Priscilla, Rosalind, Winifred, Genevieve, Philippa, Beatrice, Josephine, Eleanor, Adelaide, Mackenzie, Jordyn, Makayla, Skylar, Nevaeh, Harper, Avery, Riley, Zoey, Penelope, Hazel, Aubrey, Savannah`,
)

const AMERICAN_MALE = listed(
  `James, Robert, John, Michael, David, William, Richard, Joseph, Thomas, Christopher, Charles, Daniel, Matthew, Anthony, Mark, Donald, Steven, Andrew, Paul, Joshua, Kenneth, Kevin, Brian, George, Timothy, Ronald, Jason, Edward, Jeffrey, Ryan, Jacob, Gary, Nicholas, Eric, Jonathan, Stephen, Larry, Justin, Scott, Brandon, Benjamin, Samuel, Gregory, Alexander, Patrick, Frank, Raymond, Jack, Dennis, Jerry, Tyler, Aaron, Jose, Adam, Nathan, Henry, Zachary, Douglas, Peter, Kyle, Noah, Ethan, Jeremy, Walter, Christian, Keith, Roger, Terry, Austin, Sean, Gerald, Carl, Harold, Dylan, Arthur, Lawrence, Jordan, Jesse, Bryan, Billy, Bruce, Gabriel, Joe, Logan, Alan, Juan, Albert, Willie, Elijah, Wayne, Randy, Vincent, Mason, Roy, Ralph, Bobby, Russell, Bradley, Philip, Eugene, DeShawn, Jamal, Tyrone, Darnell, Marquis, Bartholomew, Thaddeus, Cornelius, Ferdinand, Mortimer, Reginald, Archibald, Leopold, Maximilian, Jedidiah, Ezekiel, Aiden, Jayden, Brayden, Caden, Hudson, Easton, Greyson, Weston, Emmett`,
)

/** Name and what its bearers are called, as people told it; not taken from any table. */
const AMERICAN_NICKNAMES = `James Jim Jimmy Jamie; Robert Bob Bobby Rob Robbie; John Jack Johnny; Michael Mike Mikey Mick; David Dave Davey; William Bill Billy Will Liam; Richard Rick Dick Rich Richie; Joseph Joe Joey; Thomas Tom Tommy; Christopher Chris Topher Kit; Charles Charlie Chuck Chas; Daniel Dan Danny; Matthew Matt Matty; Anthony Tony; Donald Don Donnie; Steven Steve; Stephen Steve; Andrew Andy Drew; Joshua Josh; Kenneth Ken Kenny; Timothy Tim Timmy; Ronald Ron Ronnie; Edward Ed Eddie Ted Ned; Jeffrey Jeff; Jacob Jake; Nicholas Nick Nicky; Jonathan Jon Jonny; Lawrence Larry; Benjamin Ben Benny Benji; Samuel Sam Sammy; Gregory Greg; Alexander Alex Xander Sandy Lex; Patrick Pat Paddy; Frank Frankie; Raymond Ray; Gerald Gerry Jerry; Zachary Zach Zack; Douglas Doug; Peter Pete; Nathan Nate; Henry Hank Harry; Walter Walt Wally; Harold Hal Harry; Arthur Art Artie; Albert Al Bert; Vincent Vince Vinny; Philip Phil Pip; Eugene Gene; Bradley Brad; Gabriel Gabe; Elijah Eli; Bartholomew Bart; Thaddeus Tad Thad; Cornelius Neil Corny; Reginald Reggie Reg; Archibald Archie; Leopold Leo; Maximilian Max; Jedidiah Jed; Ezekiel Zeke; Mary Molly Polly Mamie; Patricia Pat Patty Trish Tricia; Jennifer Jen Jenny; Elizabeth Liz Beth Betty Betsy Lizzie Eliza Libby Bess Lisa; Barbara Barb Babs Barbie; Susan Sue Susie; Jessica Jess Jessie; Sandra Sandy; Deborah Deb Debbie; Debra Deb Debbie; Kimberly Kim Kimmy; Margaret Maggie Meg Peggy Marge Margie Greta Daisy Rita; Michelle Shelly Missy; Amanda Mandy; Melissa Mel Missy Lissa; Stephanie Steph Steffi; Rebecca Becky Becca; Cynthia Cindy; Dorothy Dot Dottie Dolly; Kathleen Kathy Kate Katie; Angela Angie; Pamela Pam; Nicole Nikki; Samantha Sam; Katherine Kate Katie Kathy Kit Kitty; Catherine Cathy Cate; Kathryn Kathy Katie; Christine Chris Chrissy Tina; Christina Tina Chris; Carolyn Carrie Lynn; Victoria Vicky Tori; Virginia Ginny Ginger; Judith Judy; Abigail Abby Gail; Jacqueline Jackie; Teresa Terry Tess Tessa; Theresa Terry Tess; Sophia Sophie; Martha Marty Patsy; Isabella Bella Izzy; Charlotte Charlie Lottie; Frances Fran Frannie; Danielle Dani; Natalie Nat; Alexis Lexi; Gwendolyn Gwen; Priscilla Cilla; Rosalind Roz; Winifred Winnie; Genevieve Gen Evie; Philippa Pippa; Beatrice Bea; Josephine Jo Josie; Eleanor Ellie Nell Nora; Mackenzie Kenzie; Penelope Penny; Savannah Savi; Tiffany Tiff; Brittany Britt; Madison Maddie; Olivia Liv Livvy; Emily Em Emmy; Alice Ali; Julia Jules; Evelyn Evie; Helen Nell; Sarah Sally Sadie; Nancy Nan; Ann Annie Nan; Anna Annie`

const HISPANIC_FEMALE = listed(
  `María, Guadalupe, Juana, Margarita, Francisca, Teresa, Rosa, Josefina, Verónica, Leticia, Alejandra, Elizabeth, Alicia, Yolanda, Silvia, Ana María, Patricia, Gabriela, Adriana, Sofía, Valentina, Isabel, Dolores, Concepción, Pilar, Mercedes, Rosario, Esperanza, Graciela, Beatriz, Consuelo, María Elena, María José, Ximena, Renata, Socorro, Refugio, Luz, Araceli, Itzel`,
)
const HISPANIC_MALE = listed(
  `José, Juan, Luis, Francisco, Antonio, Jesús, Miguel, Pedro, Alejandro, Manuel, Roberto, Carlos, Jorge, Fernando, Eduardo, Ricardo, Javier, Rafael, Enrique, Guillermo, Ignacio, Vicente, Ramón, Salvador, Alberto, José Luis, Juan Carlos, Miguel Ángel, Gilberto, Humberto, Rigoberto, Ernesto, Armando, Santiago, Mateo, Diego, Refugio, Guadalupe, Osvaldo, Efraín`,
)
const HISPANIC_LAST = listed(
  `García, Hernández, Martínez, López, González, Rodríguez, Pérez, Sánchez, Ramírez, Cruz, Flores, Gómez, Morales, Vázquez, Jiménez, Reyes, Díaz, Torres, Gutiérrez, Ruiz, Mendoza, Aguilar, Ortiz, Castillo, Moreno, Romero, Álvarez, Méndez, Chávez, Rivera, Juárez, Ramos, Domínguez, Herrera, Medina, Castro, Vargas, Guzmán, Velázquez, Muñoz, Rojas, de la Cruz, Contreras, Salazar, Luna, Ortega, Santiago, Guerrero, Estrada, Bautista, Cortés, Soto, Alvarado, Espinoza, Lara, Ávila, Ríos, Cervantes, Silva, Delgado, Vega, Márquez, Sandoval, Fernández, León, Carrillo, Mejía, Solís, Núñez, Rosas, Valdez, Ibarra, Campos, Santos, Camacho, Navarro, Peña, Maldonado, Rosales, Acosta, Miranda, Trejo, Cabrera, Valencia, Nava, Castañeda, Pacheco, Robles, Molina, Rangel, Fuentes, Huerta, Meza, Aguirre, Cárdenas, Orozco, Zamora, Ponce, Zúñiga, Del Toro`,
)
const HISPANIC_NICKNAMES = `José Pepe Joseíto Chepe; Francisco Paco Pancho Kiko; Guadalupe Lupe Lupita; Jesús Chuy Chucho; Ignacio Nacho; Eduardo Lalo Eddie; Guillermo Memo Willy; Manuel Manny Manolo; Enrique Quique Kike; Alejandro Alex Jandro Ale; Roberto Beto Robert; Alberto Beto; Gilberto Beto Gil; Antonio Toño Tony; Luis Lucho Lou; Miguel Mike Migue; Rafael Rafa Ralph; Ricardo Ricky Rich; Fernando Nando Fer; Salvador Chava Sal; Vicente Chente Vince; Ramón Moncho Ray; Santiago Santi Chago; Refugio Cuca; Dolores Lola Lolita; Concepción Concha Conchita; María Mary Mari; Josefina Pepa Josie; Teresa Tere Terry; Rosario Charo Chayo; Isabel Isa Chabela; Mercedes Meche Merche; Francisca Paca Panchita; Gabriela Gaby; Alejandra Ale Sandra; Beatriz Bety Bea; Consuelo Chelo; Graciela Chela; Leticia Lety; Socorro Coco; Margarita Margie Mago; Yolanda Yoli; Verónica Vero; Patricia Paty; Ernesto Neto; Humberto Beto; Juan John Juanito; Carlos Charlie Carlitos; Jorge George; Pedro Peter; Javier Javi; Silvia Sylvia; Ana Anita`

const RUSSIAN_NICKNAMES = `Александр Саша Шура; Алексей Лёша Алёша; Дмитрий Дима Митя; Евгений Женя; Владимир Вова Володя; Михаил Миша; Николай Коля; Иван Ваня; Павел Паша; Сергей Серёжа; Юрий Юра; Анатолий Толя; Виктор Витя; Константин Костя; Григорий Гриша; Борис Боря; Екатерина Катя; Елена Лена; Мария Маша; Анна Аня; Ольга Оля; Наталья Наташа; Татьяна Таня; Светлана Света; Ирина Ира; Анастасия Настя; Александра Саша; Дарья Даша; Людмила Люда; Любовь Люба; Надежда Надя; Ксения Ксюша; Валентина Валя; Галина Галя; София Соня`
const POLISH_NICKNAMES = `Katarzyna Kasia; Małgorzata Gosia; Agnieszka Aga; Barbara Basia; Magdalena Magda; Joanna Asia; Anna Ania; Krystyna Krysia; Elżbieta Ela; Zofia Zosia; Aleksandra Ola; Jan Janek; Stanisław Staszek; Tomasz Tomek; Paweł Pawełek; Krzysztof Krzysiek; Andrzej Andrew; Jakub Kuba; Wojciech Wojtek; Grzegorz Grzesiek; Tadeusz Tadek; Zbigniew Zbyszek; Józef Joe; Michał Mike; Jerzy Jurek George; Piotr Peter; Małgorzata Margaret; Katarzyna Kathy`

const CHINESE_FEMALE = listed(
  `Li, Fang, Xiu Ying, Na, Min, Jing, Yan, Ying, Hui, Xia, Mei, Xiaoyan, Ling, Yu Ting, Qian, Lan, Hua, Wen, Yun, Juan, Xiao Mei, Yue, Jia Yi, Zi Han, Mei Ling`,
)
const CHINESE_MALE = listed(
  `Wei, Qiang, Lei, Jun, Yang, Yong, Jie, Tao, Ming, Chao, Gang, Ping, Jian Guo, Zhi Qiang, Bo, Hao, Jian, Feng, Xin, Peng, Zi Xuan, Jian Hua, Guo Dong, Wen Bo, Yi Fan`,
)
const CHINESE_LAST = listed(
  `Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Gao, Luo, Zheng, Liang, Xie, Song, Tang, Han, Deng, Feng, Cao, Peng, Zeng, Xiao, Tian, Dong, Pan, Yuan, Cai, Jiang, Yu, Ouyang`,
)
const INDIAN_FEMALE = listed(
  `Priya, Anjali, Deepa, Lakshmi, Sunita, Kavita, Pooja, Neha, Aishwarya, Divya, Meena, Radha, Shanti, Swathi, Padmavathi, Jayashree, Bhavana, Sangeetha, Vijayalakshmi, Manpreet, Harpreet, Gurpreet, Simran, Fatima, Ayesha`,
)
const INDIAN_MALE = listed(
  `Rahul, Amit, Sanjay, Vijay, Rajesh, Suresh, Ramesh, Arjun, Krishna, Venkat, Srinivas, Anand, Karthik, Harpreet, Gurpreet, Manpreet, Balasubramanian, Venkateswara, Abhishek, Siddharth, Mohammed, Mohammad, Imran, Aditya, Nikhil`,
)
const INDIAN_LAST = listed(
  `Patel, Singh, Sharma, Kumar, Shah, Gupta, Kaur, Reddy, Rao, Khan, Desai, Mehta, Joshi, Iyer, Nair, Menon, Chowdhury, Banerjee, Mukherjee, Subramanian, Krishnamurthy, Venkataraman, Agarwal, Bhatt, Chaudhary, Das, Ghosh, Jain, Kapoor, Malhotra, Naidu, Pillai, Srinivasan, Trivedi, Verma`,
)
const ARABIC_FEMALE = listed(
  `Fatima, Aisha, Maryam, Khadija, Zainab, Noor, Layla, Hala, Rania, Samira, Amina, Salma, Yasmin, Huda, Nadia, Abeer, Rasha, Dina, Iman, Lubna`,
)
const ARABIC_MALE = listed(
  `Mohammed, Ahmed, Ali, Omar, Hassan, Hussein, Ibrahim, Khalid, Yusuf, Mahmoud, Mustafa, Abdullah, Abdul Rahman, Tariq, Samir, Nasser, Karim, Bilal, Hamza, Faisal`,
)
const ARABIC_LAST = listed(
  `Al-Hassan, Al Masri, El-Sayed, Haddad, Khoury, Mansour, Nasser, Saleh, Aziz, Abdallah, Ibrahim, Hussein, Ali, Ahmed, Khalil, Al-Rashid, Hamdan, Saad, Abu Bakr, Darwish, El Amin, Farah, Qasim, Shaheen, Younis`,
)

/** `Name Nick Nick; Name Nick`. */
function nicknames(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const entry of text.split(/;\s*/)) {
    const [name = '', ...nicks] = entry.trim().split(/\s+/)
    found.set(name, [...(found.get(name) ?? []), ...nicks])
  }
  return found
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map()

type Sexes = Partial<Record<'female' | 'male' | 'generic', readonly string[]>>
interface Faker {
  readonly rawDefinitions: { readonly person?: Record<string, unknown> }
}

function lists(faker: Faker): { first: Sexes; last: Sexes } {
  const { person } = faker.rawDefinitions
  return { first: (person?.['first_name'] ?? {}) as Sexes, last: (person?.['last_name'] ?? {}) as Sexes }
}

const of = (sexes: Sexes, sex: 'female' | 'male'): readonly string[] => {
  const names = sexes[sex] ?? sexes.generic
  if (names === undefined || names.length === 0) throw new Error(`no names of ${sex} people`)
  return names
}

/** The stocks of all origins, the library's lists read once. */
export async function nameStocks(): Promise<Readonly<Record<Origin, NameStock>>> {
  const [pl, ru, vi, pt] = (
    await Promise.all([
      import('@faker-js/faker/locale/pl'),
      import('@faker-js/faker/locale/ru'),
      import('@faker-js/faker/locale/vi'),
      import('@faker-js/faker/locale/pt_BR'),
    ])
  ).map(({ faker }) => lists(faker as unknown as Faker)) as [Lists, Lists, Lists, Lists]
  const stock = ({ first, last }: Lists, text: string): NameStock => ({
    female: of(first, 'female'),
    male: of(first, 'male'),
    last: of(last, 'male'),
    ...(last.female === undefined ? {} : { female_last: last.female }),
    nicknames: text === '' ? NONE : nicknames(text),
  })
  return {
    american: {
      female: AMERICAN_FEMALE,
      male: AMERICAN_MALE,
      last: AMERICAN_LAST,
      nicknames: nicknames(AMERICAN_NICKNAMES),
    },
    hispanic: {
      female: HISPANIC_FEMALE,
      male: HISPANIC_MALE,
      last: HISPANIC_LAST,
      nicknames: nicknames(HISPANIC_NICKNAMES),
    },
    polish: stock(pl, POLISH_NICKNAMES),
    russian: stock(ru, RUSSIAN_NICKNAMES),
    vietnamese: stock(vi, ''),
    portuguese: stock(pt, ''),
    chinese: { female: CHINESE_FEMALE, male: CHINESE_MALE, last: CHINESE_LAST, nicknames: NONE },
    indian: { female: INDIAN_FEMALE, male: INDIAN_MALE, last: INDIAN_LAST, nicknames: NONE },
    arabic: { female: ARABIC_FEMALE, male: ARABIC_MALE, last: ARABIC_LAST, nicknames: NONE },
  }
}

type Lists = ReturnType<typeof lists>
