import type { Catalogue } from '../../model/say.ts';

/** What a person is told to mend. */
export const ERRORS: Catalogue = {
  'Something went wrong here; it is in the log.': 'حدث خلل هنا، وتفاصيله في سجل البرنامج.',
  'The board cannot be shown; see the log.': 'تعذّر عرض اللوحة؛ انظر سجل البرنامج.',
  // Commands and their options.
  'There is no command {command}. Try /desk help.': 'لا يوجد أمر {command}. جرّب /desk help',
  'There is no command {command}. Did you mean {near}?': 'لا يوجد أمر {command}. هل تقصد {near}؟',
  'There is no {command} command {word}. Try {help}.': 'ليس بين أوامر {command} أمر {word}. جرّب {help}',
  'There is no {command} command {word}. Did you mean {near}?':
    'ليس بين أوامر {command} أمر {word}. هل تقصد {near}؟',
  '{command} needs one of: {names}.': 'يلزم {command} أحد هذه: {names}.',
  'That is more than {command} takes. Use: {usage}': 'هذا أكثر مما يقبله {command}. استخدم: {usage}',
  '{option} is missing. Use: {usage}. For example: {example}':
    'ينقص {option}. استخدم: {usage}. مثال: {example}',
  '{value} is no {option}. Use one of: {choices}.':
    'القيمة {value} لا تصلح في {option}. استخدم إحدى هذه: {choices}.',
  '{value} is no {option}; did you mean {near}? Use one of: {choices}.':
    'القيمة {value} لا تصلح في {option}؛ هل تقصد {near}؟ استخدم إحدى هذه: {choices}.',
  '{command} needs the role of {role}, which you do not have here.':
    'يلزم {command} دور {role}، وهو ليس لك هنا.',
  '{command} needs the role of {role}, which you do not have here. Whoever runs the desk gives it with DISCORD_EDITORS or DISCORD_ADMINS (ids of roles or people); your id is {id}.':
    'يلزم {command} دور {role}، وهو ليس لك هنا. يعطيه من يدير المكتب عبر DISCORD_EDITORS أو DISCORD_ADMINS (معرّفات أدوار أو أشخاص)؛ ومعرّفك {id}.',
  '{command} needs the role of {role}, which you do not have here. Whoever runs the desk gives it with SLACK_EDITORS or SLACK_ADMINS (ids of people); your id is {id}.':
    'يلزم {command} دور {role}، وهو ليس لك هنا. يعطيه من يدير المكتب عبر SLACK_EDITORS أو SLACK_ADMINS (معرّفات أشخاص)؛ ومعرّفك {id}.',
  'Which role for {subject}? One of: {roles}.': 'ما دور {subject}؟ أحد هذه: {roles}.',
  // Times and settings.
  '“{words}” is no time. Write it as 2020-01-06, 2020-01-06T21:00 (UTC), or as how long ago: 90m, 6h, 2d.':
    'العبارة «{words}» ليست وقتًا. اكتبه هكذا: 2020-01-06 أو 2020-01-06T21:00 (بتوقيت UTC)، أو كم مضى عليه: 90m أو 6h أو 2d.',
  '{words} is yet to come. as-of takes a past time.': 'الوقت {words} لم يأتِ بعد، و as-of يقبل وقتًا مضى.',
  'There is no kind {words}. Kinds: {kinds}, or all.': 'لا يوجد نوع {words}. الأنواع: {kinds}، أو all.',
  '{option} must be a number from {least} to {most}, not {text}.':
    'يجب أن يكون {option} رقمًا من {least} إلى {most}، لا {text}.',
  '{words} is no language tag. Write tags such as en,ar, or all.':
    'ليس {words} رمز لغة. اكتب رموزًا مثل en,ar أو اكتب all.',
  'quiet must be two times of day, such as 22:00-07:00, or off; not {text}.':
    'يجب أن يكون quiet وقتين من اليوم، مثل 22:00-07:00، أو off؛ لا {text}.',
  '{text} is no id of a role (Discord: 15 to 21 digits) or of a user group (Slack: S and letters). Copy its id, or write off.':
    'ليس {text} معرّف دور (في Discord: من 15 إلى 21 رقمًا) ولا مجموعة مستخدمين (في Slack: حرف S ثم حروف). انسخ المعرّف، أو اكتب off.',
  // Claims and topics.
  'There is no claim {slug}. Nearest: {near}.': 'لا يوجد ادعاء {slug}. الأقرب: {near}.',
  'There is no claim {slug}. /claims list shows them all.': 'لا يوجد ادعاء {slug}. لعرضها كلها: /claims list',
  '{slug} cannot be a slug. Use lower case letters, digits and dashes, at most 40: letter-genuine.':
    'لا يصلح {slug} اسمًا مختصرًا. استخدم حروفًا لاتينية صغيرة وأرقامًا وشرطات، 40 على الأكثر: letter-genuine',
  'There is a claim {slug} already. Choose another slug, or /claims edit {slug}.':
    'يوجد ادعاء {slug} بالفعل. اختر اسمًا مختصرًا آخر، أو عدّله: /claims edit {slug}',
  'There is no topic {topic}. Topics here: {topics}.': 'لا يوجد موضوع {topic}. المواضيع هنا: {topics}.',
  'There is no topic {topic}. Topics here: none.': 'لا يوجد موضوع {topic}. ولا مواضيع هنا.',
  'Say which topic: {topics}.': 'حدد الموضوع: {topics}.',
  'There is no topic or claim {slug}. Topics: {topics}. /claims list shows the claims.':
    'لا يوجد موضوع أو ادعاء {slug}. المواضيع: {topics}. ولعرض الادعاءات: /claims list',
  'There is no topic or claim {slug}. Topics: none. /claims list shows the claims.':
    'لا يوجد موضوع أو ادعاء {slug}. لا مواضيع هنا. ولعرض الادعاءات: /claims list',
  '“{alias}” is an alias of {claim} already.': 'العبارة «{alias}» صيغة بديلة للادعاء {claim} بالفعل.',
  '{slug} has no alias “{alias}”. Its aliases: {aliases}.':
    'ليس للادعاء {slug} صيغة بديلة «{alias}». صيغه البديلة: {aliases}.',
  '{slug} has no alias “{alias}”. Its aliases: none.':
    'ليس للادعاء {slug} صيغة بديلة «{alias}»، ولا صيغ بديلة له.',
  '{slug} is closed already.': 'الادعاء {slug} مغلق بالفعل.',
  '{slug} is open already.': 'الادعاء {slug} مفتوح بالفعل.',
  'The claim {slug} belongs to the topic {topic} already. Give it another slug.':
    'الادعاء {slug} تابع للموضوع {topic} بالفعل. أعطه اسمًا مختصرًا آخر.',
  'The claim {slug} cannot be a part of {whole}, which is a part of it.':
    'لا يمكن أن يكون الادعاء {slug} جزءًا من {whole}، الذي هو جزء منه.',
  // Verdicts and rulings.
  'The verdict on {slug} is {verdict} already.': 'الحكم على {slug} هو {verdict} بالفعل.',
  '{who} proposed {verdict} already. Sign it off or withdraw it first: /claims sign {slug}':
    'سبق أن اقترح {who} الحكم {verdict}. وقّعه أو اسحبه أولًا: /claims sign {slug}',
  'You proposed it yourself. Another editor has to sign it off.': 'أنت من اقترحه، ويلزمه توقيع محرر آخر.',
  'No verdict on {slug} waits for a second editor. /claims verdict {slug} proposes one.':
    'لا حكم على {slug} ينتظر محررًا ثانيًا. لاقتراح حكم: /claims verdict {slug}',
  'No item {item} was matched to {slug}. /claim {slug} shows its items.':
    'لم يُطابَق خبر {item} مع {slug}. لعرض أخباره: /claim {slug}',
  'That was ruled already: “{item}” is confirmed for {slug}.':
    'سبق البتّ في ذلك: الخبر «{item}» مثبَت للادعاء {slug}.',
  'That was ruled already: “{item}” is rejected for {slug}.':
    'سبق البتّ في ذلك: الخبر «{item}» مرفوض للادعاء {slug}.',
  '{words} is no web address. Write sources as https://…, with spaces between.':
    'ليس {words} عنوان ويب. اكتب المصادر هكذا: https://… وبينها مسافات.',
  'No item “{words}” was seen. Give its address, its id, or words of its headline; /feeds list shows which feeds are read.':
    'لم يُرصد خبر «{words}». اذكر عنوانه على الويب أو معرّفه أو كلمات من عنوانه الرئيسي. لعرض الخلاصات المقروءة: /feeds list',
  // Feeds.
  'The list has 1 page. Use: /feeds list 1': 'في القائمة صفحة واحدة. استخدم: /feeds list 1',
  'The list has {pages} pages. Use: /feeds list {pages}':
    'عدد صفحات القائمة {pages}. استخدم: /feeds list {pages}',
  'The desk does not follow {url}. /feeds list shows what it follows.':
    'لا يتابع المكتب {url}. لعرض ما يتابعه: /feeds list',
  'The desk follows {url} already.': 'يتابع المكتب {url} بالفعل.',
  '{url} is no web address. Give the whole address of the feed, with https:// in front.':
    'ليس {url} عنوان ويب. اكتب عنوان الخلاصة كاملًا، وأوله https://',
  '{url} is gone for good (410). Look for its new address.': 'زال {url} نهائيًا (410). ابحث عن عنوانه الجديد.',
  'That is a lot in one minute. Wait a little, and call it again.':
    'هذا كثير في دقيقة واحدة. انتظر قليلًا ثم أعد المحاولة.',
  'That was about an earlier proposal. {who} proposes {verdict} now: /claims sign {slug}':
    'كان ذلك عن اقتراح سابق. يقترح {who} الآن {verdict}: /claims sign {slug}',
};
