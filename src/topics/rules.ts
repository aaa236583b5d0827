import { nearest } from '../model/nearest.ts';
import type { Fault } from './fault.ts';
import type { Path, Source } from './yaml.ts';

/** A text and where it stands. `owner` is the claim that it belongs to. */
interface Place {
  readonly path: Path;
  readonly text: string;
  readonly owner: string;
}

interface ClaimPlace {
  readonly path: Path;
  readonly slug: string | null;
  /** The parent as written with `parent:`. */
  readonly parent: string | null;
  /** The slug of the claim that it is nested in. */
  readonly under: string | null;
}

/** Keeps the checks below quick, whatever is imported. */
const MAX_CLAIMS = 200;

/**
 * The faults that only the whole file shows: repeated slugs, aliases, names and feeds, and parents that
 * lead nowhere or in a circle. Reads what it can of data that has other faults too, so that one check
 * tells all.
 */
export function faultsOfWhole(source: Source): Fault[] {
  const data = record(source.data);
  const claims = claimsIn(data.claims, ['claims'], null);
  if (claims.length > MAX_CLAIMS) {
    const message = `there are ${claims.length} claims, at most ${MAX_CLAIMS} are allowed; split the topic`;
    return [source.fault(['claims'], message)];
  }
  return [
    ...repeats(
      source,
      claims.map(({ path, slug }) => ({ path: [...path, 'slug'], text: slug ?? '', owner: '' })),
      (slug) => `the slug ${slug} is used twice; choose another`,
    ),
    ...faultsOfParents(source, claims),
    ...faultsOfAliases(source, claims),
    ...repeats(
      source,
      texts(data.names, ['names'], 'name'),
      (name) => `${name} is named twice; join the two`,
    ),
    ...repeats(
      source,
      texts(data.feeds, ['feeds'], 'url').map((place) => ({
        ...place,
        text: URL.parse(place.text)?.href ?? place.text,
      })),
      (url) => `the feed ${url} is listed twice; remove one`,
    ),
  ];
}

function faultsOfParents(source: Source, claims: readonly ClaimPlace[]): Fault[] {
  const slugs = claims.flatMap(({ slug }) => slug ?? []);
  const parents = new Map(claims.map(({ slug, parent, under }) => [slug, parent ?? under]));
  const told = new Set<string | null>();
  return claims.flatMap(({ path, slug, parent, under }) => {
    if (parent === null) return [];
    const at = [...path, 'parent'];
    if (under !== null && under !== parent)
      return [source.fault(at, `it stands under ${under}, but its parent is ${parent}; keep one of the two`)];
    if (!slugs.includes(parent)) {
      const meant = nearest(parent, slugs);
      const advice = meant ? `did you mean ${meant}?` : 'write the slug of a claim in this file';
      return [source.fault(at, `there is no claim ${parent}; ${advice}`)];
    }
    const circle = [slug];
    for (let next = parents.get(slug); next && !circle.includes(next); next = parents.get(next))
      circle.push(next);
    if (parents.get(circle.at(-1) ?? null) !== slug || told.has(slug)) return [];
    for (const member of circle) told.add(member);
    const way = [...circle, slug].join(', a part of ');
    return [source.fault(at, `${way}, is a circle; remove one parent`)];
  });
}

function faultsOfAliases(source: Source, claims: readonly ClaimPlace[]): Fault[] {
  const places = claims.flatMap(({ path, slug }) => {
    const written = record(path.reduce<unknown>((at, step) => record(at)[step], source.data));
    const owner = slug ?? '';
    const statement = { path: [...path, 'statement'], text: written.statement, owner };
    const aliases = list(written.aliases).map((text, index) => ({
      path: [...path, 'aliases', index],
      text,
      owner,
    }));
    return [statement, ...aliases].flatMap(({ text, ...place }) =>
      typeof text === 'string' ? [{ ...place, text }] : [],
    );
  });
  return repeats(source, places, (text, first, again) =>
    first.owner === again.owner
      ? `${text} stands twice in this claim; remove one`
      : `${text} is also said of the claim ${first.owner}; keep it where it belongs`,
  );
}

/** A fault for every text that was met before, however it is spaced or capitalised. */
function repeats(
  source: Source,
  places: readonly Place[],
  message: (text: string, first: Place, again: Place) => string,
): Fault[] {
  const seen = new Map<string, Place>();
  return places.flatMap((place) => {
    const key = place.text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
    if (key === '') return [];
    const first = seen.get(key);
    if (first) return [source.fault(place.path, message(place.text, first, place))];
    seen.set(key, place);
    return [];
  });
}

function claimsIn(data: unknown, path: Path, under: string | null): ClaimPlace[] {
  return list(data).flatMap((entry, index) => {
    const claim = record(entry);
    const here = [...path, index];
    const slug = textOrNull(claim.slug);
    return [
      { path: here, slug, parent: textOrNull(claim.parent), under },
      ...claimsIn(claim.claims, [...here, 'claims'], slug),
    ];
  });
}

function texts(data: unknown, path: Path, key: string): Place[] {
  return list(data).flatMap((entry, index) => {
    const text = record(entry)[key];
    return typeof text === 'string' ? [{ path: [...path, index, key], text, owner: '' }] : [];
  });
}

function textOrNull(data: unknown): string | null {
  return typeof data === 'string' ? data : null;
}

function list(data: unknown): readonly unknown[] {
  return Array.isArray(data) ? data : [];
}

function record(data: unknown): Readonly<Record<PropertyKey, unknown>> {
  return typeof data === 'object' && data !== null ? (data as Record<PropertyKey, unknown>) : {};
}
