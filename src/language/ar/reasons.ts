import type { Catalogue } from '../../model/say.ts';

/** What the desk decided of an item, what became of it in a channel, and why. */
export const REASONS: Catalogue = {
  // Kinds of news.
  'first-report': 'أول خبر',
  'change-of-standing': 'تغيّر الحال',
  denial: 'نفي',
  'repeat-after-denial': 'تكرار بعد نفي',
  edit: 'تعديل',
  'further-item': 'مزيد عن القصة',
  // What was decided.
  alert: 'تنبيه',
  'follow-up': 'متابعة',
  suggest: 'اقتراح',
  silent: 'دون إبلاغ',
  // What became of it in a channel.
  told: 'نُبّهت القناة',
  thread: 'في النقاش وحده',
  digest: 'في الموجز',
  asked: 'سُئل المكتب',
  kept: 'لم يُنشر',
  // Why it was decided.
  'undated, and in the first poll of its feed': 'بلا تاريخ، وجاء في أول فحص لخلاصته',
  'edited, but not in what it says of the claim': 'عُدّل، لكن ليس في ما يقوله عن الادعاء',
  'may be about the claim; the desk is asked': 'قد يكون عن الادعاء، وسُئل المكتب',
  'no longer speaks of the claim': 'لم يعد يتناول الادعاء',
  'the publisher changed it': 'عدّله ناشره',
  'first to speak on the claim': 'أول من تناول الادعاء',
  'first item on the claim': 'أول خبر عن الادعاء',
  'another denial': 'نفي آخر',
  'affirms what has been denied': 'يؤكد ما سبق نفيه',
  'more on the story': 'مزيد عن القصة',
  // Why a channel was told or not.
  'may be about a claim: put to the desk, without a ping': 'قد يكون عن ادعاء: عُرض على المكتب دون تنبيه',
  'the channel has the story: told in its thread': 'القصة في القناة بالفعل: أُضيف إلى نقاشها',
  'the channel has its quiet hours': 'القناة في ساعات الهدوء',
  'a change of standing, shown in the channel too': 'تغيّر الحال، فظهر في القناة أيضًا',
  alerted: 'جرى التنبيه إليه',
};
