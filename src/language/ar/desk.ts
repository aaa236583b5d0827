import type { Catalogue } from '../../model/say.ts';

/** What /desk and /watch answer, help, and the board. */
export const DESK: Catalogue = {
  // How the desk is.
  'The desk': 'المكتب',
  "{claims} open claims, {items} items read, {waiting} suggestions wait for the desk's word.":
    'الادعاءات المفتوحة: {claims}، والأخبار المقروءة: {items}، والاقتراحات التي تنتظر كلمة المكتب: {waiting}.',
  'Feeds: {n}, of which {failing} cannot be read.': 'الخلاصات: {n}، وما تتعذر قراءته منها: {failing}.',
  'Deliveries: {sent} sent, {waiting} on their way, {parked} parked.':
    'الرسائل: المرسَل {sent}، وقيد الإرسال {waiting}، والمعلَّق {parked}.',
  'Chats: {chats}.': 'منصات المحادثة: {chats}.',
  'Feeds that cannot be read': 'خلاصات تتعذر قراءتها',
  'Parked deliveries, the latest; /desk retry sends them again':
    'أحدث الرسائل المعلَّقة؛ لإرسالها من جديد: /desk retry',
  'Nothing is parked': 'لا رسائل معلَّقة',
  '{n} deliveries are on their way again': 'الرسائل التي أُعيدت إلى الإرسال: {n}',
  // How claims are matched.
  'No claim has a ruling yet': 'لا قرار بعد في أي ادعاء',
  '/claims confirm and /claims reject rule on an item; that moves the threshold of its claim.':
    'البتّ في خبر بالأمرين /claims confirm و /claims reject يحرك عتبة ادعائه.',
  'How {claim} is matched': 'كيف تُطابَق الأخبار مع {claim}',
  'Claims with rulings: {n}': 'الادعاءات التي فيها قرارات: {n}',
  'Those with most rulings first': 'الأكثر قراراتٍ أولًا',
  'More on one with {command}': 'للمزيد عن أحدها: {command}',
  'The desk confirmed {confirmed} and rejected {rejected}.':
    'ما أثبته المكتب: {confirmed}، وما رفضه: {rejected}.',
  'confirmed {confirmed} and rejected {rejected}': 'المثبَت {confirmed} والمرفوض {rejected}',
  'Alerts of its own: {unaided}.': 'التنبيهات التلقائية: {unaided}.',
  'none that was ruled on': 'لم يُبتّ في أي منها',
  '{right} of {all} ruled on were right (precision {precision})':
    'أصاب {right} من {all} بُتّ فيها (الدقة {precision})',
  'Threshold: {threshold}. From {suggest} up the desk is asked.':
    'العتبة: {threshold}. ويُسأل المكتب ابتداءً من {suggest}.',
  '{start}, not moved: no ruling speaks against it': '{start}، لم تتحرك: لا قرار يخالفها',
  '{start}, not moved: rulings on both sides balance': '{start}، لم تتحرك: القرارات المخالفة متوازنة',
  '{start}, moved to {alert} by {n} rejections of {scores}': {
    zero: '{start}، لم يحركها أي رفض إلى {alert} (الدرجات {scores})',
    one: '{start}، حركها إلى {alert} رفض واحد (الدرجة {scores})',
    two: '{start}، حركها إلى {alert} رفضان (الدرجات {scores})',
    few: '{start}، حركتها إلى {alert} {n} حالات رفض (الدرجات {scores})',
    many: '{start}، حركتها إلى {alert} {n} حالة رفض (الدرجات {scores})',
    other: '{start}، حركتها إلى {alert} {n} حالة رفض (الدرجات {scores})',
  },
  '{start}, moved to {alert} by {n} confirmations of {scores}': {
    zero: '{start}، لم يحركها أي إثبات إلى {alert} (الدرجات {scores})',
    one: '{start}، حركها إلى {alert} إثبات واحد (الدرجة {scores})',
    two: '{start}، حركها إلى {alert} إثباتان (الدرجات {scores})',
    few: '{start}، حركتها إلى {alert} {n} حالات إثبات (الدرجات {scores})',
    many: '{start}، حركتها إلى {alert} {n} حالة إثبات (الدرجات {scores})',
    other: '{start}، حركتها إلى {alert} {n} حالة إثبات (الدرجات {scores})',
  },
  '{from} to {to}': 'من {from} إلى {to}',
  'What another threshold would have done with the matches so far':
    'ما كانت عتبة أخرى ستفعله بما طوبق حتى الآن',
  'alerts {alerts}, of these {confirmed} confirmed, {rejected} rejected, {unruled} not ruled on':
    'التنبيهات {alerts}، منها المثبَت {confirmed} والمرفوض {rejected} وما لم يُبتّ فيه {unruled}',
  // What became of an item.
  'What became of “{item}”': 'ما جرى للخبر «{item}»',
  '1. Seen': '1. رُصد',
  '1. Seen, and edited {n} times since': '1. رُصد، ثم عُدّل (عدد المرات: {n})',
  'by {outlet} at {time}': 'لدى {outlet} في {time}',
  'a feed that was removed': 'خلاصة حُذفت',
  '2. Matched': '2. طوبق',
  '2. Matched to no claim; as it would be judged now, it came nearest to':
    '2. لم يطابق أي ادعاء، وأقرب ما كان إليه لو حُكم عليه الآن',
  '2. Matched to no claim, and near to none.': '2. لم يطابق أي ادعاء، ولم يقترب من أي منها.',
  '{status} by the desk': '{status} بقرار المكتب',
  'score {score}; it counts from {alert} and is asked about from {suggest}.':
    'الدرجة {score}؛ يُحتسب ابتداءً من {alert} ويُسأل عنه ابتداءً من {suggest}.',
  '3. Decided': '3. تقرر',
  '3. Nothing was to decide, since it matched no claim when it came.':
    '3. لم يكن هناك ما يُقرَّر، إذ لم يطابق أي ادعاء حين جاء.',
  '4. Each channel that watches': '4. في كل قناة تراقب',
  '4. No channel was told: none watched its claims then, or it was silent.':
    '4. لم تُبلَّغ أي قناة: لم تكن أي منها تراقب ادعاءاته حينئذ، أو كان دون إبلاغ.',
  "5. Its story's deliveries: {sent} sent, {waiting} on their way, {parked} parked.":
    '5. رسائل قصته: المرسَل {sent}، وقيد الإرسال {waiting}، والمعلَّق {parked}.',
  Parked: 'معلَّق',
  'no reason kept': 'لم يُحفظ سبب',
  // Roles and help.
  'Roles that the desk gave': 'الأدوار التي أعطاها المكتب',
  'Beside them, the configuration names editors and admins. Anyone else may read.':
    'وإلى جانبها تسمّي الإعدادات محررين ومشرفين، وللجميع أن يقرأ.',
  'Given here': 'أُعطيت هنا',
  'Denied lately': 'رُفض مؤخرًا',
  '{who}: {command}, which needs {role}': '{who}: {command}، ويلزمه دور {role}',
  '{id} is {role} on {chat} now': 'صار دور {id} على {chat}: {role}',
  'What you can ask the desk': 'ما يمكنك طلبه من المكتب',
  'For example: {example}': 'مثال: {example}',
  editors: 'للمحررين',
  admins: 'للمشرفين',
  // What a channel watches, and how.
  'This channel now watches {what}': 'تراقب هذه القناة الآن {what}',
  'This channel watches {what} already': 'تراقب هذه القناة {what} بالفعل',
  'This channel no longer watches {what}': 'لم تعد هذه القناة تراقب {what}',
  'This channel did not watch {what}': 'لم تكن هذه القناة تراقب {what}',
  'This channel watches nothing yet': 'لا تراقب هذه القناة شيئًا بعد',
  'This channel watches: {what}': 'تراقب هذه القناة: {what}',
  'Topics to watch: {topics}. For example: /watch withdrawal':
    'مواضيع تمكن مراقبتها: {topics}. مثال: /watch withdrawal',
  'none yet': 'لا شيء بعد',
  'Its settings': 'إعداداتها',
  '{score} and above': '{score} فما فوق',
  'at most {n} alerts': '{n} على الأكثر',
  '{mention} of every alert': '{mention} عند كل تنبيه',
  '{mention} of {kinds}': '{mention} عند {kinds}',
  'preview: what the settings here would have posted in the last 7 days':
    'preview: ما كانت إعدادات هذه القناة ستنشره في آخر 7 أيام',
  'With these settings: {n} alerts in the last 7 days': {
    zero: 'بهذه الإعدادات: لا تنبيهات في آخر 7 أيام',
    one: 'بهذه الإعدادات: تنبيه واحد في آخر 7 أيام',
    two: 'بهذه الإعدادات: تنبيهان في آخر 7 أيام',
    few: 'بهذه الإعدادات: {n} تنبيهات في آخر 7 أيام',
    many: 'بهذه الإعدادات: {n} تنبيهًا في آخر 7 أيام',
    other: 'بهذه الإعدادات: {n} تنبيه في آخر 7 أيام',
  },
  'Since {time}. In threads alone: {thread}; in digests: {digest}; put to the desk: {asked}; kept from this channel: {kept}.':
    'منذ {time}. في النقاشات وحدها: {thread}؛ في الموجز: {digest}؛ عُرض على المكتب: {asked}؛ لم يُنشر هنا: {kept}.',
  'The latest that would have been posted': 'أحدث ما كان سيُنشر',
  // The board.
  "The desk's board, {name}": 'لوحة المكتب، {name}',
  'Claims: {n}': 'الادعاءات: {n}',
  'Claims: {n}; the first {most}, /claims list shows all':
    'الادعاءات: {n}؛ هذه أولها ({most})، ولعرضها كلها: /claims list',
  "Waiting for the desk's word: {n}": 'في انتظار كلمة المكتب: {n}',
  '{stance} {claim}?': '{claim}: {stance}؟',
  'Deliveries: {waiting} on their way, {parked} parked.': 'الرسائل: قيد الإرسال {waiting}، والمعلَّق {parked}.',
  'no limit': 'بلا حد',
};
