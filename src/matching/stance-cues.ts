import { stemOf } from './stem.ts';

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stemOf));
}

/** Turn round what follows them in their clause. */
export const NEGATORS: ReadonlySet<string> = new Set([
  ..."no not never neither none nobody nothing without cannot can't don't doesn't didn't won't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't n't".split(
    ' ',
  ),
  ...stems(
    'deny refute rebut dismiss reject rebuff repudiate debunk contradict disprove disavow false fake bogus baseless unfounded untrue fabricated ' +
      'نفى ينفي تنفي نفت ونفى ونفت نافيا نافية لا لم لن ليس ليست عدم دون كاذبة كذب كذّب نفي',
  ),
]);

/** Turn round what follows at once: what is averted or called off does not happen, what is un- (غير) is not so. */
export const PREVENTIONS = stems(
  'avert avoid fail refuse cancel scrap shelve abandon prevent foil halt stop block ditch drop stall delay postpone غير',
);

/** Said of what stands before them ("reports of … are false", "… denied by …"), they turn it round. */
export const REJECTIONS = stems(
  'false untrue fake hoax bogus baseless unfounded wrong incorrect inaccurate fabricate nonsense invention myth deny denied reject rejected dismissed debunked cancelled scrapped averted كاذب كاذبة صحيح',
);

/** To refuse a request is not to deny that it was made. */
export const REFUSALS: ReadonlySet<string> = stems(
  'refuse reject dismiss rebuff ignore decline رفض يرفض ترفض',
);

/** Two words that together say it will not be. */
export const PHRASAL =
  /^(?:rul\p{L}* out|call\p{L}* off|backs? out|turn\p{L}* down|knock\p{L}* down|shoots? down|shot down|wards? off)$/u;

/** After "not": the negation is of what stands before. */
export const TRUTHS = /^(?:true|correct|accurate|happening|happen|real|so)$/;

/** "No change in …" negates the change and nothing further on. */
export const OPAQUE = stems(
  'change shift doubt secret surprise question comment alteration difference concern problem objection obstacle تغيير',
);

/** Not negations, although they begin like one. */
export const NOT_BUT = /^(?:only|just|merely|simply|least|less|long|wonder)$/;

/** What follows them is wanted, feared, asked or weighed, and not said to be so. */
export const UNSETTLED: ReadonlySet<string> = new Set([
  ...'whether if unclear هل اذا'.split(' '),
  ...stems(
    'demand urge ask request appeal vote threaten threat warn consider mull weigh debate discuss negotiate talks propose proposal ' +
      'question wonder doubt seek want hope fear risk imply purport possibility chance prospect speculate speculation rumour rumor call pressure ' +
      'suspect allege unconfirmed reportedly bid push press resolution ' +
      'يطالب طالب طالبت مطالبة دعا يدعو دعت يهدد هدد يدرس يناقش محتمل احتمال تصويت يصوت صوت',
  ),
]);

export const MODALS = /^(?:could|may|might|ربما)$/;

/** What is asked for is done: the asking no longer leaves it open. */
export const COMPLIANCE = stems(
  'comply compliance respect heed honour honor implement grant accept fulfil fulfill obey carry تنفيذ',
);

/** A thing that merely is, until it is said to go on. */
export const STATES = stems('presence وجود بقاء');
export const CONTINUATION = stems(
  'no unchanged continue maintain keep remain stay same still استمرار مستمر لا',
);

/** Where a clause ends, and a background clause begins. */
export const BACKGROUND =
  /^(?:after|amid|despite|following|although|though|while|whereas|because|since|until|when|where|before|بعد|رغم)$/;
export const CONTRAST = /^(?:but|however|لكن|ولكن)$/;
export const AFTER_COMMA =
  /^(?:and|which|who|adding|saying|as|he|she|they|it|citing|stressing|noting|insisting|with|according|so|the|a)$/;

/** Neither yes nor no, wherever it stands in the clause. */
export const NO_COMMENT: readonly RegExp[] = [
  /\b(?:cannot|can not|can't|could not|couldn't|neither|nor|not|unable to|won't|wouldn't) (?:immediately |independently |yet |be )?(?:confirm(?:ed)?|deny|denied|verif(?:y|ied)|rule out|ruled out|comment)\b/,
  /\b(?:declin|refus)\w+ to (?:comment|say|confirm|deny|discuss|rule out|be drawn|answer)\b/,
  /\b(?:would|will|did|does|do) not (?:say|comment|discuss|confirm|respond)\b/,
  /\bno (?:immediate )?comment\b|\bwithout (?:confirming|denying|commenting)\b|\bnot (?:immediately )?clear\b/,
  /\bremains? to be seen\b|\bneither side would\b|\bunconfirmed\b|\bunverified\b|\bdiffer on\b/,
  /لا [نتي]?(?:ؤكد|اكد) ولا [نتي]نفي/,
  /لا (?:يمكن|يمكنها|يمكنه|تستطيع|يستطيع|نستطيع) (?:ان |أن )?(?:تؤكد|يؤكد|نؤكد|تاكيد|تأكيد|نفي|تنفي|ينفي)/,
];
