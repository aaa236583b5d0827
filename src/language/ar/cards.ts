import type { Catalogue } from '../../model/say.ts';

/** Alerts, digests and notices, and the words for what is known of a claim. */
export const CARDS: Catalogue = {
  // Standings, verdicts and stances.
  unaddressed: 'لم يُتناول',
  affirmed: 'مؤكَّد',
  denied: 'منفيّ',
  contested: 'متنازَع عليه',
  unverified: 'غير متحقَّق منه',
  developing: 'قيد التطور',
  confirmed: 'مثبَت',
  disputed: 'محل خلاف',
  false: 'غير صحيح',
  affirms: 'يؤكد',
  denies: 'ينفي',
  observes: 'ينقل دون تأكيد أو نفي',
  Affirm: 'يؤكدون',
  Deny: 'ينفون',
  'Neither affirm nor deny': 'لا يؤكدون ولا ينفون',
  // What a match can be besides confirmed.
  suggested: 'مقترَح',
  rejected: 'مرفوض',
  // Alerts.
  'First report': 'أول خبر',
  'Change of standing': 'تغيّر الحال',
  Denial: 'نفي',
  'Repeat after a denial': 'تكرار بعد نفي',
  'Edited by its publisher': 'عدّله ناشره',
  'More on the story': 'مزيد عن القصة',
  'verdict: {verdict}': 'حكم المكتب: {verdict}',
  'was {standing}': 'سابقًا: {standing}',
  Sources: 'المصادر',
  '{n} independent origins': {
    zero: 'لا مصدر مستقل',
    one: 'مصدر مستقل واحد',
    two: 'مصدران مستقلان',
    few: '{n} مصادر مستقلة',
    many: '{n} مصدرًا مستقلًا',
    other: '{n} مصدر مستقل',
  },
  '{n} items': {
    zero: 'لا خبر',
    one: 'خبر واحد',
    two: 'خبران',
    few: '{n} أخبار',
    many: '{n} خبرًا',
    other: '{n} خبر',
  },
  'Also in this story': 'في هذه القصة أيضًا',
  'It is this claim': 'هو هذا الادعاء',
  'It is not': 'ليس هو',
  'Set verdict': 'تحديد الحكم',
  'taken back': 'سُحب',
  Before: 'قبل',
  After: 'بعد',
  'credits {agency}': 'نقلًا عن {agency}',
  'to {agency}': 'لـ{agency}',
  'and {n} more': 'و{n} غيرهم',
  // What is put to the desk.
  'Suggestion: is this about “{claim}”?': 'اقتراح: هل هذا عن «{claim}»؟',
  'Suggestions for this channel': 'اقتراحات لهذه القناة',
  'Items that may be about a claim come in this thread, without a ping. The desk rules on them.':
    'ما قد يتعلق بادعاء يأتي في هذا النقاش دون تنبيه، والمكتب يبتّ فيه.',
  // What the desk did, in the threads.
  '{who}: “{item}” is about this claim': '{who}: الخبر «{item}» عن هذا الادعاء',
  '{who}: “{item}” is not about this claim': '{who}: الخبر «{item}» ليس عن هذا الادعاء',
  '{who} proposes the verdict {verdict} on “{claim}”': 'يقترح {who} الحكم على «{claim}»: {verdict}',
  '{who} withdrew the proposed verdict {verdict}': 'سحب {who} الحكم المقترَح: {verdict}',
  "The desk's verdict on “{claim}” is now {verdict}": 'حكم المكتب على «{claim}» هو الآن: {verdict}',
  // Digests and notices.
  'Digest: {n} items that did not alert this channel': {
    zero: 'الموجز: لا خبر لم يُنبَّه إليه في هذه القناة',
    one: 'الموجز: خبر واحد لم يُنبَّه إليه في هذه القناة',
    two: 'الموجز: خبران لم يُنبَّه إليهما في هذه القناة',
    few: 'الموجز: {n} أخبار لم يُنبَّه إليها في هذه القناة',
    many: 'الموجز: {n} خبرًا لم يُنبَّه إليها في هذه القناة',
    other: 'الموجز: {n} خبر لم يُنبَّه إليها في هذه القناة',
  },
  'Nothing can be posted in the {chat} channel {channel}': 'تعذّر النشر في قناة {channel} على {chat}',
  'What waits for it is kept. Once that is mended, {command} sends it.':
    'ما ينتظر النشر محفوظ، وبعد إصلاح الخلل يرسله {command}.',
};
