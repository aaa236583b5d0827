/**
 * A small dictionary of news English (with the commonest Arabic): words that mean nearly the same, and after
 * the bar their opposites, so that "will stay" is heard as speaking against "will leave". It holds what any
 * dictionary does; how one story words its claim belongs in that claim's aliases. `word word…` with phrases
 * joined by `_`; `~` lets an object stand inside the phrase ("pull its troops out"), and what follows `+` is
 * needed but left to be named itself ("a signed copy").
 */
const AXES = `
withdraw leave quit abandon depart departure exit pullout pull~out move_out go_home expel expulsion oust انسحاب انسحب ينسحب تنسحب ستنسحب سحب تسحب يسحب مغادره يغادر تغادر رحيل خروج اخراج | stay remain presence stay_put بقاء البقاء يبقي تبقي ستبقي
resign step_down stand_down quit resignation step_aside استقاله يستقيل استقال استقالت | stay_on remain_in_office cling
arrive deploy send dispatch go arrival وصول نشر ارسال | recall
start restart resume begin launch reopen open بدء بدا افتتاح | stop halt end suspend shut close cancel وقف توقف الغاء اغلاق
rise increase grow climb jump surge gain higher hike soar raise ارتفاع ارتفع ارتفعت زياده | fall decline drop cut slip slide plunge tumble lower reduce decrease shrink انخفاض انخفض تراجع خفض
win victory defeat beat triumph فوز فاز فازت | lose loss خساره خسر خسرت
approve pass back endorse ratify adopt accept agree clear authorise authorize موافقه وافق وافقت اقر | reject refuse veto oppose block turn_down رفض رفضت يرفض
ban prohibit outlaw bar حظر | allow permit legalise legalize lift سماح
convict guilty jail imprison sentence ادانه ادين سجن | acquit acquittal innocent clear free برا براءه
arrest detain capture اعتقال اعتقل توقيف | release free اطلاق
genuine authentic authenticity real confirm verify true valid is_official was_official be_official is_an_official was_an_official came_signed signed+copy signed+letter صحيح صحه حقيقي رسمي موقعه | fake forge forged forgery hoax draft unsigned mistake in_error bogus fabricate doctored مزور مزيف مسوده
change alter shift revise amend تغيير تغير تتغير يتغير | unchanged same remain_the_same stay_the_same maintain ثابت
safe safety harmless | dangerous unsafe harmful
effective work cure | ineffective useless
die kill قتل مقتل وفاه توفي مات | survive alive recover حي
default bankrupt bankruptcy insolvent insolvency | repay
injure hurt wound اصابه | fit
sign conclude clinch strike_a_deal | tear_up scrap
attack strike bomb raid هجوم قصف غاره
ask request demand to_order call_for call_on seek طلب طالب مطالبه يطالب تطالب
buy acquire acquisition takeover take_over purchase merge merger شراء | divest
hire appoint name sign تعيين | sack fire dismiss
postpone delay put_off تاجيل
invade invasion غزو
vote election poll انتخابات تصويت صوت يصوت
`;
const GROUPS = `
troop force soldier army military قوات جنود جيش
letter message memo memorandum note document notice رساله خطاب
prime_minister premier pm رئيس_الوزراء
parliament lawmaker mp legislature البرلمان مجلس_النواب
deal agreement accord pact treaty اتفاق اتفاقيه
mercenary fighter
foreign international اجنبي
company firm business corporation شركه
profit earnings
interest_rate rate
central_bank fed
doctor physician طبيب
vaccine vaccination jab shot لقاح
outbreak epidemic pandemic
virus coronavirus covid فيروس
court judge tribunal محكمه
boss manager coach head_coach مدرب
player striker footballer midfielder لاعب
club team side نادي
president رئيس
explosion blast انفجار
war conflict حرب
ceasefire truce هدنه
job post role
bond debt
money fund cash
car vehicle
plane aircraft jet airliner طائره
`;

/** One word or phrase of the dictionary. */
export interface Entry {
  readonly words: readonly string[];
  /** How near the last word must follow the first where that stands alone; 0 where the words are one run. */
  readonly reach: number;
  readonly group: string;
  readonly pole: 1 | -1;
  /** Whether the group is of events rather than of things. */
  readonly action: boolean;
}

export const ENTRIES: readonly Entry[] = [
  ...entriesOf(AXES, 'act', true),
  ...entriesOf(GROUPS, 'thing', false),
];

function entriesOf(table: string, prefix: string, action: boolean): Entry[] {
  const rows = table.trim().split('\n');
  return rows.flatMap((row, index) => {
    const [same = '', opposite = ''] = row.split(' | ');
    const of = (words: string, pole: 1 | -1) =>
      words
        .split(' ')
        .filter((word) => word !== '')
        .map((word) => ({
          words: word.split(/[_~+]/),
          reach: word.includes('~') ? 5 : word.includes('+') ? 1 : 0,
          group: `${prefix}:${index}`,
          pole,
          action,
        }));
    return [...of(same, 1), ...of(opposite, -1)];
  });
}

/** Words that carry nothing of what a claim says. */
export const STOP_WORDS = new Set(
  (
    "a an the and or but nor of to in on at by for from with as into onto over under about after before between during through out off up down than then so if that this these those there here it its it's he him his she her hers they them their we us our you your i me my who whom whose which what when where why how is are was were be been being am has have had having do does did will would shall should can could may might must not no never n't n also just very more most some any all each every both few many much such own same other another again once only too s t " +
    'outside inside within without toward towards upon per via amid among against while because until since although though whether yet still now however according ' +
    'في من على الى عن ان أن إن هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس قد كان كانت يكون هو هي هم و ثم او بين بعد قبل عند مع كما كل غير'
  )
    .normalize('NFKC')
    .split(' '),
);

/** Stems of words so common in news that sharing them says little. */
export const COMMON_STEMS = new Set(
  'say announc report official plan new news group peopl year month week day first last government country state make tak giv get go com statement tell told say claim thing world time use want need show see tak set hold call high low big great good bad long old man woman ago today former top public nation local head lead near first second two three one decid'.split(
    ' ',
  ),
);
