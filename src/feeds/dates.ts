import { type Instant, instant, MINUTE, SECOND } from '../model/time.ts';

/** Zones by name, in minutes east of UTC. Where a name has several zones, the one that feeds mean. */
const ZONES: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [0, 'z ut utc gmt wet'],
      [60, 'cet mez bst west wat'],
      [120, 'cest mesz eet sast cat'],
      [180, 'eest msk trt eat'],
      [210, 'irst'],
      [240, 'gst'],
      [300, 'pkt'],
      [330, 'ist'],
      [420, 'wib ict'],
      [480, 'hkt sgt pht awst'],
      [540, 'jst kst'],
      [570, 'acst'],
      [600, 'aest'],
      [660, 'aedt'],
      [720, 'nzst'],
      [780, 'nzdt'],
      [-180, 'art brt adt'],
      [-240, 'edt'],
      [-300, 'est cdt'],
      [-360, 'cst mdt'],
      [-420, 'mst pdt'],
      [-480, 'pst akdt'],
      [-540, 'akst'],
      [-600, 'hst'],
    ] as const
  ).flatMap(([minutes, names]) => names.split(' ').map((name) => [name, minutes])),
);
/** Languages whose month names are read; `ar` and `ar-IQ` name the months differently. */
const LANGUAGES = 'en ar ar-IQ fr de es it pt nl ru uk tr pl sv da nb id ro cs fa el hu fi'.split(' ');

const TIME = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\b\.?)?/i;
const ISO =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[t\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{0,2})?$/;
const DAY_FIRST =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?([\p{L}\p{M}]+(?:\s\p{Script=Arabic}+)?)[.,]?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?!\d|:)/u;
const MONTH_FIRST = /([\p{L}\p{M}]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s.*?(?<![\d:+-])(\d{4})(?!\d)/u;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;

const USUAL =
  /^\s*(?:[a-z]{3}, ?)?(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) (\d{4}) (\d\d):(\d\d):(\d\d) (gmt|[+-]\d{4})\s*$/i;
const SHORT_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * The moment that a feed's date means: RFC 822 and ISO 8601 as they are written in the wild, named zones,
 * month names of many languages, Unix time. A date without a zone is taken as UTC; null when it is none.
 */
export function toInstant(date: string): Instant | null {
  const usual = USUAL.exec(date);
  if (usual) return usualDate(usual);
  const text = date
    .slice(0, 100)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/, '$1/$2/$3 ')
    // A month named twice, as in the Levant and in Egypt: either will do.
    .replace(/(\p{L}) ?\/ ?\p{Script=Arabic}+(?: \p{Script=Arabic}+)?/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  if (/^\d{9,10}$/.test(text)) return instant(Number(text) * SECOND);
  if (/^\d{13}$/.test(text)) return instant(Number(text));
  return isoDate(text) ?? wordyDate(text);
}

/** What nearly all feeds write needs nothing looked up. */
function usualDate([
  ,
  day,
  name = '',
  year,
  hour,
  minute,
  second,
  zone = '',
]: RegExpExecArray): Instant | null {
  const month = SHORT_MONTHS.indexOf(name.toLowerCase()) + 1;
  return moment(
    [Number(year), month, Number(day), Number(hour), Number(minute), Number(second)],
    0,
    zoneOf(zone),
  );
}

function isoDate(text: string): Instant | null {
  const dashed = text.replace(
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/,
    (_, year: string, month: string, day: string) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
  const match = ISO.exec(dashed);
  if (!match) return null;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const milliseconds = Number(`${fraction}000`.slice(0, 3));
  return moment([year, month, day, hour, minute, second].map(Number), milliseconds, zoneOf(zone ?? ''));
}

function wordyDate(text: string): Instant | null {
  const day = dayOf(text);
  if (!day) return null;
  const time = TIME.exec(text);
  if (!time) return moment([...day, 0, 0, 0], 0, 0);
  const [whole, hour = '', minute, second = '0', half] = time;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0);
  const zone = zoneOf(text.slice(time.index + whole.length));
  return moment([...day, hours, Number(minute), Number(second)], 0, zone);
}

function dayOf(text: string): readonly [year: number, month: number, day: number] | null {
  const dotted = DOTTED.exec(text);
  if (dotted) return [Number(dotted[3]), Number(dotted[2]), Number(dotted[1])];
  const dayFirst = DAY_FIRST.exec(text);
  const monthFirst = MONTH_FIRST.exec(text);
  const tries = [
    dayFirst && [dayFirst[3], dayFirst[2], dayFirst[1]],
    monthFirst && [monthFirst[3], monthFirst[1], monthFirst[2]],
  ];
  for (const found of tries) {
    const [year = '', name = '', day] = found ?? [];
    const month = months().get(letters(name));
    if (month !== undefined) return [fullYear(year), month, Number(day)];
  }
  return null;
}

/** RFC 2822, 4.3: two digits are of this century up to 49. */
function fullYear(year: string): number {
  return year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
}

/** Minutes east of UTC; a zone that nobody knows counts as none. */
function zoneOf(text: string): number {
  const offset = /([+-])(\d{1,2}):?(\d{2})?(?!\d)/.exec(text);
  if (offset) {
    return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  }
  const name = /[a-z]+/.exec(text)?.[0] ?? '';
  return Object.hasOwn(ZONES, name) ? (ZONES[name] ?? 0) : 0;
}

function moment(parts: readonly number[], milliseconds: number, zone: number): Instant | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const inMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isReal =
    year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= inMonth && hour <= 24 && minute < 60;
  if (!isReal || second > 60) return null;
  return instant(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - zone * MINUTE);
}

let memo: ReadonlyMap<string, number> | null = null;

/** Month names and abbreviations, as the runtime knows them; made at first use. */
function months(): ReadonlyMap<string, number> {
  if (memo) return memo;
  const names = new Map([['sept', 9]]);
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      // With a day, for the case that months take in dates; alone, for the plain form.
      for (const day of [{ day: 'numeric' }, {}] as const) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
          month: style,
          timeZone: 'UTC',
          ...day,
        });
        for (let month = 1; month <= 12; month++) {
          const parts = format.formatToParts(Date.UTC(2024, month - 1, 15));
          const name = letters(parts.find((part) => part.type === 'month')?.value ?? '');
          if (name !== '' && !names.has(name)) names.set(name, month);
        }
      }
    }
  }
  memo = names;
  return names;
}

/** A name without case, accents, dots. */
function letters(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '');
}
