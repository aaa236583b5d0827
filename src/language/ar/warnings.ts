import type { Catalogue } from '../../model/say.ts';

/** The desk's warnings of its own state. */
export const WARNINGS: Catalogue = {
  '{n} feeds are gone for good': {
    zero: 'لا خلاصة زالت نهائيًا',
    one: 'خلاصة واحدة زالت نهائيًا',
    two: 'خلاصتان زالتا نهائيًا',
    few: '{n} خلاصات زالت نهائيًا',
    many: '{n} خلاصة زالت نهائيًا',
    other: '{n} خلاصة زالت نهائيًا',
  },
  '{n} feeds have failed for a day': {
    zero: 'لا خلاصة متعثرة منذ يوم',
    one: 'خلاصة واحدة متعثرة منذ يوم',
    two: 'خلاصتان متعثرتان منذ يوم',
    few: '{n} خلاصات متعثرة منذ يوم',
    many: '{n} خلاصة متعثرة منذ يوم',
    other: '{n} خلاصة متعثرة منذ يوم',
  },
  '{n} feeds have fallen silent': {
    zero: 'لا خلاصة صمتت',
    one: 'خلاصة واحدة صمتت',
    two: 'خلاصتان صمتتا',
    few: '{n} خلاصات صمتت',
    many: '{n} خلاصة صمتت',
    other: '{n} خلاصة صمتت',
  },
  '{n} feeds are read again': {
    zero: 'لا خلاصة عادت تُقرأ',
    one: 'خلاصة واحدة عادت تُقرأ',
    two: 'خلاصتان عادتا تُقرآن',
    few: '{n} خلاصات عادت تُقرأ',
    many: '{n} خلاصة عادت تُقرأ',
    other: '{n} خلاصة عادت تُقرأ',
  },
  'Deliveries to {n} chats are held up': {
    zero: 'لا إرسال متأخر',
    one: 'الإرسال إلى منصة واحدة متأخر',
    two: 'الإرسال إلى منصتين متأخر',
    few: 'الإرسال إلى {n} منصات متأخر',
    many: 'الإرسال إلى {n} منصة متأخر',
    other: 'الإرسال إلى {n} منصة متأخر',
  },
  'Matching falls behind': {
    zero: 'المطابقة لا تلحق بالأخبار',
    one: 'المطابقة لا تلحق بالأخبار',
    two: 'المطابقة لا تلحق بالأخبار',
    few: 'المطابقة لا تلحق بالأخبار',
    many: 'المطابقة لا تلحق بالأخبار',
    other: 'المطابقة لا تلحق بالأخبار',
  },
  Matching: 'المطابقة',
  Chats: 'المنصات',
  '{chat}: since {time}, first for the channel {channel}': '{chat}: منذ {time}، وأولها للقناة {channel}',
  'the last {n} polls with something to read took {seconds} seconds each, so alerts come late':
    'استغرق كل من آخر {n} فحوص فيها جديد {seconds} ثانية، فتتأخر التنبيهات',
  'nothing new since {time}': 'لا جديد منذ {time}',
  'until then never more than {n} hours between two items': {
    zero: 'ولم تزد المدة بين خبرين قبل ذلك على أقل من ساعة',
    one: 'ولم تزد المدة بين خبرين قبل ذلك على ساعة',
    two: 'ولم تزد المدة بين خبرين قبل ذلك على ساعتين',
    few: 'ولم تزد المدة بين خبرين قبل ذلك على {n} ساعات',
    many: 'ولم تزد المدة بين خبرين قبل ذلك على {n} ساعة',
    other: 'ولم تزد المدة بين خبرين قبل ذلك على {n} ساعة',
  },
};
