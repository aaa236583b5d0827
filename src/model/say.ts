import type { Span } from './message.ts';

/** What fills the `{gaps}` of a template. */
type Filling<Value> = Readonly<Record<string, Value>>;

/** Words that are said later, in a language that is not known yet; a UserError is such words too. */
export interface Phrase {
  readonly template: string;
  readonly filling: Filling<string | number>;
}

/** A template for one of something and for any other number; `{n}` is the number. */
interface Counted {
  readonly one: string;
  readonly other: string;
}

/**
 * The desk's words in one language. Templates are in English, which is also what they are looked up by; one that a
 * language lacks stays English.
 */
export interface Say {
  /** A BCP 47 tag. */
  readonly language: string;
  /** A template as text. */
  text(template: string, filling?: Filling<string | number>): string;
  /** A template as parts of a text, whose gaps may be links, times and bold words. */
  spans(template: string, filling: Filling<Span | readonly Span[]>): Span[];
  /** A number of something, by the language's own rules of plural. */
  many(n: number, template: Counted, filling?: Filling<string | number>): string;
}

/** Translations by English template; those of `Counted` by its `other`, one for each plural form of the language. */
export type Catalogue = Readonly<Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>>;

const GAP = /\{(\w+)\}/;

/** The words of a language by its catalogue. */
export function speak(language: string, catalogue: Catalogue): Say {
  const rules = new Intl.PluralRules(language);
  const translated = (template: string): string => {
    const found = catalogue[template];
    return typeof found === 'string' ? found : template;
  };
  const filled = (template: string, filling: Filling<string | number> = {}) =>
    template.replace(new RegExp(GAP, 'g'), (gap, name: string) => String(filling[name] ?? gap));
  return {
    language,
    text: (template, filling) => filled(translated(template), filling),
    spans(template, filling) {
      // Splitting by one group puts the gaps' names at the odd places.
      const parts = translated(template).split(GAP);
      return parts.flatMap((part, place): readonly Span[] => {
        if (place % 2 === 0) return part === '' ? [] : [part];
        const value = filling[part] ?? `{${part}}`;
        return Array.isArray(value) ? value : [value as Span];
      });
    },
    many(n, template, filling) {
      const found = catalogue[template.other];
      const own = typeof found === 'object' ? (found[rules.select(n)] ?? found.other) : undefined;
      const chosen = own ?? (n === 1 ? template.one : template.other);
      return filled(chosen, { n, ...filling });
    },
  };
}

/** The desk's words as they are written in the program. */
export const ENGLISH: Say = speak('en', {});
