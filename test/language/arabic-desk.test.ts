import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { LETTER, openPolledDesk, type TestDesk } from '../support/desk.ts';

const DENIAL = {
  id: 'denial',
  title: 'Esper: no decision',
  text: 'withdrawal denies 0.9 Esper: There is no decision to leave.',
};

describe('a channel with language:ar', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openPolledDesk();
    await desk.says('/watch language:ar');
  });
  afterEach(() => desk.close());

  /** What is answered, without line breaks. */
  async function asks(line: string): Promise<string> {
    return plain(await desk.says(line));
  }

  function plain(text: string): string {
    return text.replace(/\s+/g, ' ');
  }

  async function storyBreaks(): Promise<string> {
    desk.publisher.publish('/afp', [LETTER]);
    const alert = await desk.passes(20 * MINUTE);
    desk.publisher.publish('/reuters', [DENIAL]);
    return plain(alert + (await desk.passes(20 * MINUTE)));
  }

  it('is answered in Arabic from then on', async () => {
    expect(await asks('/watch')).toContain('تراقب هذه القناة: iraq');
    expect(await asks('/watch language:en')).toContain('This channel watches: iraq');
  });

  it('gets its alerts in Arabic', async () => {
    const alert = await storyBreaks();
    expect(alert).toContain('أول خبر · مؤكَّد · حكم المكتب: غير متحقَّق منه');
    expect(alert).toContain('مصدر مستقل واحد (AFP), خبر واحد');
    expect(alert).toContain('متنازَع عليه (سابقًا: مؤكَّد)');
    expect(alert).toContain('هو هذا الادعاء');
  });

  it('reads of a claim in Arabic', async () => {
    await storyBreaks();
    const claim = await asks('/claim withdrawal');
    expect(claim).toContain('الحال: متنازَع عليه · حكم المكتب: غير متحقَّق منه');
    expect(claim).toContain('من يؤكد • The letter: “We will move out of Iraq.” — AFP');
    expect(claim).toContain('مصدران مستقلان: AFP, Reuters.');
    expect(await asks('/claims list')).toMatch(
      /الادعاءات المفتوحة: 2 الادعاءات • withdrawal متنازَع عليه · غير متحقَّق منه/,
    );
    expect(await asks('/claims history withdrawal')).toContain(
      'claimwire رصد أن https://news.example/letter يؤكد (مثبَت): «We will move out of Iraq.»',
    );
  });

  it('is told in Arabic what to mend', async () => {
    expect(await asks('/claim xyz')).toContain('لا يتابع المكتب ادعاءً يطابق «xyz»');
    expect(await asks('/claims history withdrawl')).toContain('لا يوجد ادعاء withdrawl. الأقرب: withdrawal.');
    expect(await asks('/clam withdrawal')).toContain('لا يوجد أمر /clam. هل تقصد /claim؟');
    expect(await asks('/claims add')).toContain('ينقص slug. استخدم: /claims add <slug>');
    expect(desk.log).toEqual([]);
  });

  it('reads in Arabic why it was told', async () => {
    await storyBreaks();
    const why = await asks('/desk why Letter says');
    expect(why).toContain('تنبيه (أول خبر): أول من تناول الادعاء');
    expect(why).toContain('نُبّهت القناة, جرى التنبيه إليه');
  });

  it('gets help in Arabic, with what is typed as it is', async () => {
    expect(await asks('/desk help claims')).toContain(
      '/claims list كل ادعاء مفتوح مع حاله والحكم عليه. مثال: /claims list',
    );
  });
});
