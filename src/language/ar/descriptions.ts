import type { Catalogue } from '../../model/say.ts';

/** What commands and their options are for, as lists of commands show it; what is typed stays as it is. */
export const DESCRIPTIONS: Catalogue = {
  // /claim
  'What is known of a claim: verdict, standing, who affirms it and who denies it':
    'ما يُعرف عن ادعاء: الحكم والحال ومن يؤكده ومن ينفيه',
  'A slug, an alias, or a question in plain words': 'اسم مختصر أو صيغة بديلة أو سؤال بكلمات عادية',
  'How the desk saw it then: 2020-01-06T21:00, 6h, 2d': 'كيف رآه المكتب حينئذ: 2020-01-06T21:00 أو 6h أو 2d',
  'yes: show it to the whole channel': 'yes: لعرضه على القناة كلها',
  // /claims
  'List and manage the claims that the desk follows': 'عرض الادعاءات التي يتابعها المكتب وإدارتها',
  'Every open claim with its standing and verdict': 'كل ادعاء مفتوح مع حاله والحكم عليه',
  'Follow a new claim': 'متابعة ادعاء جديد',
  'Its short name: lower case letters, digits, dashes': 'اسمه المختصر: حروف لاتينية صغيرة وأرقام وشرطات',
  'The claim, as one checkable sentence': 'الادعاء في جملة واحدة يمكن التحقق منها',
  'May be left out while there is only one': 'يمكن تركه ما دام هناك موضوع واحد فقط',
  'The claim that it is a part of': 'الادعاء الذي هو جزء منه',
  'Word a claim differently': 'صياغة ادعاء بكلمات أخرى',
  'The slug of the claim': 'الاسم المختصر للادعاء',
  'Add another way to say a claim, in any language, or remove one':
    'إضافة صيغة بديلة لادعاء بأي لغة، أو حذف واحدة',
  'The other wording': 'الصيغة البديلة',
  'add (when left out) or remove': 'add للإضافة (وهو الأصل) أو remove للحذف',
  "Set the desk's own word on a claim; without a verdict it offers them":
    'تحديد حكم المكتب على ادعاء؛ ومن دون حكم تُعرض الأحكام',
  "The desk's word": 'حكم المكتب',
  'Why, for the ledger': 'السبب، ليُحفظ في السجل',
  'Web addresses of what it rests on': 'عناوين الويب لما يستند إليه',
  'Sign off a verdict that another editor proposed, or withdraw it': 'توقيع حكم اقترحه محرر آخر، أو سحبه',
  'withdraw: take the proposal back': 'withdraw: لسحب الاقتراح',
  'Rule that an item is about a claim': 'تقرير أن خبرًا عن ادعاء',
  'Rule that an item is not about a claim': 'تقرير أن خبرًا ليس عن ادعاء',
  'The id of the item, as /claim shows it': 'معرّف الخبر كما يعرضه /claim',
  'What a text says of the claims that the desk follows; it is not kept':
    'ما يقوله نص عن الادعاءات التي يتابعها المكتب؛ ولا يُحفظ النص',
  'The words to check': 'النص المراد فحصه',
  'Check against claims': 'مقارنته بالادعاءات',
  'What happened to a claim, latest last: who, when, why': 'ما جرى لادعاء، والأحدث آخرًا: من ومتى ولماذا',
  'Stop following a claim, or follow it again; its record stays':
    'وقف متابعة ادعاء، أو العودة إلى متابعته؛ ويبقى سجله',
  'reopen: follow it again': 'reopen: للعودة إلى متابعته',
  // /feeds
  'List and manage the feeds that the desk reads': 'عرض الخلاصات التي يقرؤها المكتب وإدارتها',
  'Every feed and how it is, the failing ones first': 'كل الخلاصات وأحوالها، والمتعثرة أولًا',
  'Which page of a long list': 'أي صفحة من القائمة الطويلة',
  'Follow a feed, after a look at it; its older items alert nobody':
    'متابعة خلاصة بعد الاطلاع عليها؛ ولا تنبيه إلى أخبارها القديمة',
  'The address of the feed, or of a page of its publisher': 'عنوان الخلاصة أو عنوان صفحة لناشرها',
  "The publisher's name, if the feed's own will not do": 'اسم الناشر، إن لم يصلح الاسم الذي في الخلاصة',
  'yes: follow it without a look first': 'yes: لمتابعتها دون الاطلاع عليها أولًا',
  'Fetch and read a feed without following it': 'جلب خلاصة وقراءتها دون متابعتها',
  'The address of the feed': 'عنوان الخلاصة',
  'Stop following a feed; its items stay': 'وقف متابعة خلاصة؛ وتبقى أخبارها',
  'Stop polling a feed for now, or start again': 'وقف فحص خلاصة مؤقتًا، أو استئنافه',
  'resume: poll it again': 'resume: لاستئناف فحصها',
  'Every feed as an OPML file, which other readers take':
    'كل الخلاصات في ملف OPML تقبله برامج القراءة الأخرى',
  'Follow the feeds of an OPML file that the desk does not follow yet':
    'متابعة ما لا يتابعه المكتب بعد من خلاصات ملف OPML',
  'The OPML file': 'ملف OPML',
  // /topics
  'List the topics, and carry them as files': 'عرض المواضيع، ونقلها في ملفات',
  'Every topic with its claims and feeds, and what a verdict on it takes':
    'كل موضوع مع ادعاءاته وخلاصاته، وما يلزم الحكم فيه',
  'A topic as the desk has it now, as a file to change and take in again':
    'موضوع كما هو لدى المكتب الآن، في ملف يُعدَّل ثم يُدخَل',
  'The topic': 'الموضوع',
  'Take in what changed in a topic file since it was last taken in':
    'إدخال ما تغير في ملف موضوع منذ آخر إدخال له',
  'The topic file': 'ملف الموضوع',
  // /watch and /unwatch
  'Have alerts on a topic or claim posted in this channel, and set which':
    'نشر تنبيهات موضوع أو ادعاء في هذه القناة، وتحديد أيّها',
  'Have alerts on a topic or claim posted in this channel, and set which; or preview':
    'نشر تنبيهات موضوع أو ادعاء في هذه القناة، وتحديد أيّها؛ أو معاينتها',
  'A topic or a claim; or preview: what would have been posted': 'موضوع أو ادعاء؛ أو preview: ما كان سيُنشر',
  'Stop alerts on a topic or claim in this channel': 'وقف تنبيهات موضوع أو ادعاء في هذه القناة',
  'A topic or a claim': 'موضوع أو ادعاء',
  'Alert on these alone: new, standing, denials, repeats, edits, more; all':
    'التنبيه إلى هذه وحدها: new, standing, denials, repeats, edits, more؛ أو all',
  'Alert from this score up: 0 to 1': 'التنبيه ابتداءً من هذه الدرجة: من 0 إلى 1',
  'Alert on items in these alone, such as en,ar; all':
    'التنبيه إلى أخبار هذه اللغات وحدها، مثل en,ar؛ أو all',
  'At most so many alerts an hour, the rest in a digest; off':
    'أكبر عدد من التنبيهات في الساعة، والباقي في الموجز؛ أو off',
  'No alerts from one time of day to another, such as 22:00-07:00; off':
    'لا تنبيهات من وقت في اليوم إلى آخر، مثل 22:00-07:00؛ أو off',
  'Time zone of quiet and digest, such as Europe/London':
    'المنطقة الزمنية لـ quiet و digest، مثل Europe/London',
  'Notify this role or user group of alerts, by its id; off':
    'إشعار هذا الدور أو هذه المجموعة بالتنبيهات، بالمعرّف؛ أو off',
  'Notify it of these kinds alone, such as standing,denials; all':
    'الإشعار بهذه الأنواع وحدها، مثل standing,denials؛ أو all',
  'The language that the desk speaks here': 'اللغة التي يتحدث بها المكتب هنا',
  'hourly, daily, morning, or a cron expression such as "0 7 * * 1-5"; off':
    'hourly أو daily أو morning، أو تعبير cron مثل "0 7 * * 1-5"؛ أو off',
  'Tell this channel of faults: feeds, deliveries, matching':
    'أخبر هذه القناة بالأعطال: الخلاصات والإرسال والمطابقة',
  // /desk
  'How the desk is, and how to use it': 'حال المكتب وطريقة استخدامه',
  'How the desk is: claims, feeds, deliveries, chats':
    'حال المكتب: الادعاءات والخلاصات والرسائل ومنصات المحادثة',
  'Why an item was or was not alerted, stage by stage': 'لماذا نُبّه إلى خبر أو لم يُنبَّه إليه، مرحلة بمرحلة',
  'Its address, id, or words of its headline': 'عنوانه على الويب أو معرّفه أو كلمات من عنوانه الرئيسي',
  "What the desk's rulings say of a claim's alerts, and where they moved its threshold":
    'ما تقوله قرارات المكتب عن تنبيهات ادعاء، وإلى أين حركت عتبته',
  'Only this one': 'هذا وحده',
  'Send what was given up once more': 'إعادة إرسال ما عُلّق',
  'Who may do what; or give someone, a group or a role another one':
    'من يحق له ماذا؛ أو إعطاء شخص أو مجموعة أو دور صلاحية أخرى',
  'The id of a person, user group or role of this chat': 'معرّف شخص أو مجموعة مستخدمين أو دور على هذه المنصة',
  'reader takes an earlier one away': 'reader يلغي الدور السابق',
  'Every command, with an example': 'كل الأوامر مع مثال لكل منها',
  'When it was proposed, as its button says': 'وقت اقتراحه كما يقول زرّه',
};
