import { foldArabic } from './arabic.ts';

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}

/** Verbs that introduce what someone says, in the forms news uses. */
const SAYING = setOf(`
said says say saying confirm comment stated stating told tells tell telling added adds adding stressed stresses stressing confirmed confirms
confirming announced announces announcing denied denies deny denying insisted insists insisting explained explains noted notes noting
warned warns warning argued argues claimed claims claiming declared declares declaring acknowledged acknowledges admitted admits
asserted asserts affirmed affirms reiterated reiterates emphasized emphasised emphasizes emphasises maintained maintains wrote writes tweeted
tweets posted reported reports replied responded suggested suggests revealed reveals disclosed informed informs notified notifies
pledged pledges vowed vows promised promises predicted predicts estimated estimates believes believed thinks concluded found
rejected rejects rejecting dismissed dismisses dismissing refuted refutes disputed disputes rebuffed ruled called calls urged urges demanded demands
asked asks requested requests threatened threatens accused accuses condemned condemns criticized criticised questioned questions
declined declines refused refuses indicated indicates testified hinted remarked commented continued repeated repeats recalled
agreed agrees proposes proposed alleged alleges quoted quotes quoting cited cites citing forecasts forecast sees see sources:
`);
/** Also nouns or plain verbs: they introduce speech only where "that", a clause or a colon follows. */
const DOUBTFUL = setOf(
  'claims reports notes calls demands requests questions promises vows pledges warning found sees see continued believed believes recalled agreed agrees called ruled posted forecasts forecast estimates asked asks responded found maintained states stated refused refuses urges quotes',
);
/** What someone wants, intends or feels: reported of them, and nothing that they assert. */
const ATTITUDE =
  /\b(?:plan|want|hope|intend|seek|sought|wish|like|love|hate|support|oppose|back|endorse|praise|hail|applaud|welcome|fear|worr(?:y|ies|ied)|prefer|need|tr(?:y|ies|ied)|consider)(?:n?ed|n?ing|e?s|d)?\b/i;
const ARABIC_SAYING = new Set(
  'قال قالت يقول تقول وقال وقالت اعلن اعلنت يعلن تعلن واعلن واعلنت اكد اكدت يؤكد تؤكد واكد واكدت صرح صرحت وصرح اضاف اضافت واضاف واضافت نفي نفت ينفي تنفي ونفي ونفت ذكر ذكرت وذكر وذكرت اوضح اوضحت واوضح شدد شددت وشدد اشار اشارت واشار رفض رفضت حذر حذرت طالب طالبت دعا دعت اعتبر كشف كشفت'
    .split(' ')
    .map(foldArabic),
);

const AGENCIES: readonly (readonly [RegExp, string])[] = [
  [/\bReuters\b|رويترز/u, 'Reuters'],
  [/\bAFP\b|\bAgence France[- ]Presse\b|\bFrench (?:press|news) agenc(?:y|ies)\b|فرانس برس/iu, 'AFP'],
  [/\bAP\b|\bAssociated Press\b|اسوشيتد برس|أسوشيتد برس/u, 'AP'],
  [/\bDPA\b/u, 'DPA'],
  [/\bXinhua\b/u, 'Xinhua'],
  [/\bTASS\b/u, 'TASS'],
  [/\bInterfax\b/u, 'Interfax'],
  [/\bBloomberg\b/u, 'Bloomberg'],
  [/\bAnadolu\b/u, 'Anadolu'],
  [/\bBBC\b/u, 'BBC'],
  [/\bCNN\b/u, 'CNN'],
  [/\bFox News\b/u, 'Fox News'],
  [/\bNBC\b/u, 'NBC'],
  [/\bABC News\b/u, 'ABC News'],
  [/\bSky News\b/u, 'Sky News'],
  [/\bAl[- ]Jazeera\b|الجزيرة/u, 'Al Jazeera'],
  [/\bAl[- ]Arabiya\b|العربية نت/u, 'Al Arabiya'],
  [/\b(?:the )?New York Times\b/iu, 'New York Times'],
  [/\bWashington Post\b/u, 'Washington Post'],
  [/\bWall Street Journal\b/u, 'Wall Street Journal'],
  [/\bFinancial Times\b/u, 'Financial Times'],
  [/\bthe Guardian\b/iu, 'Guardian'],
  [/\bPolitico\b/u, 'Politico'],
  [/\bAxios\b/u, 'Axios'],
  [/\bLe Monde\b/u, 'Le Monde'],
];

const ROLES = setOf(`
spokesman spokeswoman spokesperson spokespeople spokesmen minister secretary president chief head commander general ambassador official officials leader chairman
chairwoman chair ceo director governor judge lawyer attorney coach manager analyst analysts premier senator mayor king prince queen captain doctor professor
prosecutor prosecutors officer officers aide aides adviser advisers advisor diplomat diplomats envoy representative chancellor negotiator expert experts
economist economists scientist scientists researcher researchers executive founder owner striker player editor sheriff congressman congresswoman lawmaker lawmakers
colonel lieutenant major brigadier admiral sergeant sir mr mrs ms dr sen gen lt col rep gov pres pm deputy vice acting former caretaker
source sources witness witnesses author regulator regulators bishop pope cardinal imam ayatollah foreign defense defence prime interior finance health
`);
const BODIES = setOf(`
ministry department command force forces union bank court party council agency university parliament house government army military coalition
company group club committee commission police office administration congress senate association federation institute organisation organization
corporation navy presidency embassy board authority service team campaign hospital watchdog network church statement letter
`);
const DOCUMENTS = setOf(
  'letter statement memo memorandum message note report document communique filing tweet text email رسالة الرسالة',
);

/** Whether the word introduces speech, for sure or only with the right company. */
export function sayingOf(lower: string): 'sure' | 'doubtful' | null {
  if (DOUBTFUL.has(lower)) return 'doubtful';
  return SAYING.has(lower) || ARABIC_SAYING.has(foldArabic(lower)) ? 'sure' : null;
}

/** Whether the words that link a claimant to something tell of an attitude, and of nothing said. */
export function isAttitude(cue: string): boolean {
  return ATTITUDE.test(cue) || /^(?:ha[sd]|have|is|are|was|were)$/i.test(cue.trim());
}

/** The agencies and outlets that these words name, by the name the desk knows them by. */
export function agenciesIn(text: string): string[] {
  return AGENCIES.filter(([pattern]) => pattern.test(text)).map(([, name]) => name);
}

/** A word for what someone is rather than who: minister, spokesman, general. */
export function isRoleWord(lower: string): boolean {
  return ROLES.has(lower.replace(/\.$/, ''));
}

/** A word for an institution: ministry, command, court. */
export function isBody(lower: string): boolean {
  return BODIES.has(lower);
}

/** A word for something written that speaks for its sender. */
export function isDocument(lower: string): boolean {
  return DOCUMENTS.has(lower);
}
