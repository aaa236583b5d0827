/** Agencies by the name that the desk uses, with the other names that items credit them by. */
const AGENCIES: Readonly<Record<string, readonly string[]>> = {
  Reuters: ['Thomson Reuters', 'رويترز', 'Рейтер'],
  AFP: ['Agence France-Presse', 'Agence France Presse', 'أ ف ب', 'أ.ف.ب', 'فرانس برس', 'وكالة فرانس برس'],
  AP: ['Associated Press', 'The Associated Press', 'أسوشيتد برس', 'أسوشييتد برس'],
  dpa: ['DPA', 'Deutsche Presse-Agentur', 'د ب أ', 'د.ب.أ'],
  Xinhua: ['Xinhua News Agency', 'شينخوا', '新华社'],
  Anadolu: ['AA', 'Anadolu Agency', 'Anadolu Ajansı', 'الأناضول', 'وكالة الأناضول'],
  TASS: ['Tass', 'ITAR-TASS', 'ТАСС', 'تاس'],
  EFE: ['Agencia EFE', 'إفي'],
  ANSA: [],
  Interfax: ['Интерфакс', 'إنترفاكس'],
  'RIA Novosti': ['РИА Новости'],
  Sputnik: ['سبوتنيك'],
  Kyodo: ['Kyodo News', '共同'],
  Yonhap: ['Yonhap News Agency', '연합뉴스'],
  PTI: ['Press Trust of India'],
  ANI: ['Asian News International'],
  IANS: [],
  UPI: ['United Press International'],
  Bloomberg: ['Bloomberg News', 'بلومبرغ'],
  INA: ['Iraqi News Agency', 'واع', 'وكالة الأنباء العراقية'],
  SPA: ['Saudi Press Agency', 'واس'],
  WAM: ['وام'],
  KUNA: ['كونا'],
  QNA: ['قنا'],
  MENA: ['أ ش أ'],
  'Jordan News Agency': ['Petra News Agency', 'بترا'],
  SANA: ['سانا'],
  IRNA: ['إرنا', 'ایرنا'],
  PA: ['PA Media', 'Press Association'],
};
const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(AGENCIES).flatMap(([agency, others]) =>
    [agency, ...others].map((name) => [keyOf(name), agency] as const),
  ),
);
/** How much of a text's start may be its dateline, and of its end its credit. */
const DATELINE = 160;
const CREDIT = 120;
/** No agency's name is longer, with what may stand around it. */
const LONGEST = 60;

/** What an entry says of where it comes from; all plain text. */
export interface Credits {
  /** `dc:source`, `<source>`: whose the text is, in so many words. */
  readonly sources: readonly string[];
  readonly author: string | null;
  readonly title: string;
  readonly text: string;
}

/**
 * The news agency that an entry credits, by the name that the desk uses, or null. Only a credit counts
 * ("BAGHDAD (AFP) -"), never a mention ("told AFP").
 */
export function originOf({ sources, author, title, text }: Credits): string | null {
  const bylines = author?.split(/[,;/|]|\band\b|\bwith\b/i) ?? [];
  const names = [...sources, ...datelines(text), ...bylines, ...tails(title), ...credits(text)];
  for (const name of names) {
    const agency = agencyOf(name);
    if (agency !== null) return agency;
  }
  return null;
}

function agencyOf(name: string): string | null {
  if (name.length > LONGEST) return null;
  return (
    BY_NAME.get(
      keyOf(name.replace(/^(by|von|from|source|par|المصدر)[\s:]+|\s(staff|correspondent)$/gi, '')),
    ) ?? null
  );
}

/** "BAGHDAD (Reuters) -", "(Reuters) President …", "بغداد 6 يناير (رويترز) -", "بغداد/ الأناضول", "BAGHDAD -- AP --". */
function datelines(text: string): readonly string[] {
  const start = text.slice(0, DATELINE);
  const bracketed = [...start.matchAll(/[([]([^()[\]]{2,40})[)\]](\.?\s*[-–—:\n])?/g)]
    // "The Saudi Press Agency (SPA) said" is a mention: a dateline is in capitals or has a dash behind it.
    .filter((match) => match[2] !== undefined || /^[A-Z\d\s.,'-]*$/.test(start.slice(0, match.index)))
    .flatMap(([, name = '']) => [name, ...name.split(/[/,]/)]);
  const line = start.split('\n')[0] ?? '';
  return /[-/–—]/.test(line)
    ? [...bracketed, ...line.split(/\s-{1,2}\s|\s?[/–—]\s?/, 4)]
    : [...bracketed, line];
}

/** "Troops to leave - Reuters", "Troops to leave | AFP". */
function tails(title: string): readonly string[] {
  return title
    .split(/\s[-–—|]\s/)
    .slice(1)
    .slice(-1);
}

/** "(AFP)" or "Source: Reuters" at the end, "© 2020 AFP", "Reporting by …; Editing by …". */
function credits(text: string): readonly string[] {
  const end = text.slice(-CREDIT);
  if (/\bEditing by\b/.test(end) && /\bReporting by\b/.test(text.slice(-600))) return ['Reuters'];
  const bracketed = /[([]([^()[\]]{2,40})[)\]]\W*$/.exec(end)?.[1];
  const owner = /(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?([^.\n]{2,40})\.?/i.exec(end)?.[1];
  const line = end.split('\n').at(-1);
  return [bracketed, owner, line].filter((name) => name !== undefined);
}

/** Names are compared without case and stops; initials must be capitals, for Sana is also a name. */
function keyOf(name: string): string {
  const plain = name.replace(/[.…،,:]+$|^[\s\-–—]+|[\s\-–—]+$/g, '').trim();
  return /^[A-Z]{2,5}$/.test(plain) ? plain : plain.toLowerCase();
}
