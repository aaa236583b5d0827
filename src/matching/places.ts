import { stemOf } from './stem.ts';

/**
 * Countries as news names them: `name, adjective and other names ; capital and seats of power`. What stands
 * after the semicolon is a weaker sign, since a capital is also a place where things happen.
 */
const COUNTRIES = `
United States, us, usa, united states of america, america, american, americans, الولايات المتحدة, امريكا, امريكي, اميركا, اميركي ; washington, white house, pentagon, state department, us congress, capitol hill, واشنطن, البنتاغون, البيت الابيض
United Kingdom, uk, britain, great britain, british, britons, england, english, بريطانيا, بريطاني ; london, downing street, westminster, whitehall, لندن
france, french, فرنسا, فرنسي ; paris, elysee, quai d'orsay, باريس
germany, german, germans, المانيا, الماني ; berlin, bundestag, برلين
russia, russian, russians, روسيا, روسي ; moscow, kremlin, موسكو, الكرملين
china, chinese, الصين, صيني ; beijing, بكين
European Union, eu ; brussels, european commission, بروكسل
iraq, iraqi, iraqis, العراق, عراقي ; baghdad, بغداد
iran, iranian, iranians, ايران, ايراني ; tehran, طهران
syria, syrian, syrians, سوريا, سوري ; damascus, دمشق
israel, israeli, israelis, اسرائيل, اسرائيلي ; jerusalem, tel aviv, تل ابيب
palestine, palestinian, palestinians, فلسطين, فلسطيني ; ramallah, gaza, غزه
lebanon, lebanese, لبنان, لبناني ; beirut, بيروت
jordan, jordanian, الاردن, اردني ; amman, عمان
egypt, egyptian, egyptians, مصر, مصري ; cairo, القاهره
saudi arabia, saudi, saudis, السعوديه, سعودي ; riyadh, الرياض
united arab emirates, uae, emirati, الامارات, اماراتي ; abu dhabi, dubai
qatar, qatari, قطر, قطري ; doha, الدوحه
kuwait, kuwaiti, الكويت, كويتي
yemen, yemeni, yemenis, اليمن, يمني ; sanaa, aden, صنعاء
turkey, turkiye, turkish, turks, تركيا, تركي ; ankara, istanbul, انقره
libya, libyan, ليبيا, ليبي ; tripoli, طرابلس
tunisia, tunisian, تونس, تونسي ; tunis
algeria, algerian, الجزائر, جزائري ; algiers
morocco, moroccan, المغرب, مغربي ; rabat
sudan, sudanese, السودان, سوداني ; khartoum, الخرطوم
ethiopia, ethiopian, اثيوبيا, اثيوبي ; addis ababa
somalia, somali, الصومال, صومالي ; mogadishu
mali, malian, مالي ; bamako
niger, nigerien ; niamey
nigeria, nigerian, nigerians ; abuja, lagos
kenya, kenyan, kenyans ; nairobi
south africa, south african ; pretoria
central african republic ; bangui
congo, congolese ; kinshasa
afghanistan, afghan, afghans, افغانستان, افغاني ; kabul, كابول
pakistan, pakistani, باكستان, باكستاني ; islamabad
india, indian, indians, الهند, هندي ; new delhi, delhi
bangladesh, bangladeshi ; dhaka
sri lanka, sri lankan ; colombo
japan, japanese, اليابان, ياباني ; tokyo
north korea, north korean, dprk, كوريا الشماليه ; pyongyang
south korea, south korean, كوريا الجنوبيه ; seoul
taiwan, taiwanese, تايوان ; taipei
hong kong
vietnam, vietnamese ; hanoi
thailand, thai ; bangkok
indonesia, indonesian ; jakarta
malaysia, malaysian ; kuala lumpur
philippines, philippine, filipino ; manila
myanmar, burma, burmese ; naypyidaw
australia, australian, australians, استراليا ; canberra
new zealand ; wellington
canada, canadian, canadians, كندا, كندي ; ottawa
mexico, mexican, mexicans, المكسيك ; mexico city
brazil, brazilian, brazilians, البرازيل ; brasilia
argentina, argentine, argentinian, الارجنتين ; buenos aires
venezuela, venezuelan, فنزويلا ; caracas
colombia, colombian ; bogota
chile, chilean ; santiago
peru, peruvian ; lima
cuba, cuban, كوبا ; havana
haiti, haitian ; port-au-prince
ukraine, ukrainian, ukrainians, اوكرانيا, اوكراني ; kyiv, kiev, كييف
belarus, belarusian ; minsk
poland, polish, poles, بولندا ; warsaw
hungary, hungarian ; budapest
czech republic, czech ; prague
romania, romanian ; bucharest
greece, greek, greeks, اليونان, يوناني ; athens
italy, italian, italians, ايطاليا, ايطالي ; rome
spain, spanish, spaniards, اسبانيا, اسباني ; madrid
portugal, portuguese ; lisbon
netherlands, dutch, هولندا ; the hague, amsterdam
belgium, belgian
switzerland, swiss, سويسرا ; bern, geneva
austria, austrian ; vienna
sweden, swedish, السويد ; stockholm
norway, norwegian, النرويج ; oslo
denmark, danish ; copenhagen
finland, finnish ; helsinki
ireland, irish ; dublin
scotland, scottish ; edinburgh, holyrood
georgia, georgian ; tbilisi
armenia, armenian ; yerevan
azerbaijan, azerbaijani ; baku
serbia, serbian ; belgrade
United Nations, un, الامم المتحده
NATO, الناتو
`;

/** A country (or a body that acts as one) and the spellings that name it, each with how surely. */
export interface Place {
  readonly id: string;
  /** Its own name, and what news says for its government: its name and its capital. */
  readonly name: string;
  readonly government: readonly string[];
  readonly spellings: readonly { readonly spelling: string; readonly strength: number }[];
}

export const PLACES: readonly Place[] = COUNTRIES.trim()
  .split('\n')
  .map((line) => {
    const [names = '', seats = ''] = line.split(' ; ');
    const of = (list: string, strength: number) =>
      list === '' ? [] : list.split(', ').map((spelling) => ({ spelling, strength }));
    const [first = '', ...others] = names.split(', ');
    const [capital] = seats.split(', ');
    // Adjectives ("american") are single words; "us" and "united states of america" are names.
    const titles = others.filter((spelling) => spelling.length <= 4 || /^(?:united|great) /.test(spelling));
    const government = [first, ...titles, capital ?? ''].filter((spelling) => spelling !== '');
    return {
      id: `place:${first.toLowerCase()}`,
      name: first.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase()),
      government,
      spellings: [...of(names, 1), ...of(seats, 0.85)],
    };
  });

const BY_SPELLING = new Map(
  PLACES.flatMap(({ id, spellings }) => spellings.map(({ spelling }) => [keyOf([spelling]), id] as const)),
);
const GOVERNMENTS = new Map(
  PLACES.flatMap(({ name, government }) => government.map((spelling) => [keyOf([spelling]), name] as const)),
);
const LONG = /^(United) (States|Kingdom|Nations)$/;
const LONGEST = 4;

/** The ids of all places that the words name; "us" is the country only in capitals. */
export function placesOf(words: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    if (!/^[\p{Lu}\p{Lo}]/u.test(words[at] ?? '')) continue;
    for (let to = at + 1; to <= Math.min(words.length, at + LONGEST); to += 1) {
      const id = BY_SPELLING.get(keyOf(words.slice(at, to)));
      if (id !== undefined) found.add(id);
    }
  }
  return found;
}

/** The state that the words are a name of and nothing more: "US" and "Washington" are the United States. */
export function stateNamed(words: readonly string[]): string | null {
  return /^\p{Lu}/u.test(words[0] ?? '') ? (GOVERNMENTS.get(keyOf(words)) ?? null) : null;
}

/** "United States military" as "US military": one body, one name. */
export function abbreviated(words: readonly string[]): readonly string[] {
  const long = LONG.exec(words.slice(0, 2).join(' '));
  return long === null || words.length < 3 ? words : [`U${long[2]?.charAt(0)}`, ...words.slice(2)];
}

function keyOf(words: readonly string[]): string {
  return words.flatMap((word) => word.split(' ').map(stemOf)).join(' ');
}
