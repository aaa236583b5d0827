import type { Catalogue } from '../model/say.ts';
import { CARDS } from './ar/cards.ts';
import { CLAIMS } from './ar/claims.ts';
import { DESCRIPTIONS } from './ar/descriptions.ts';
import { DESK } from './ar/desk.ts';
import { ERRORS } from './ar/errors.ts';
import { FEEDS } from './ar/feeds.ts';
import { REASONS } from './ar/reasons.ts';
import { WARNINGS } from './ar/warnings.ts';

/** The desk's words in Arabic. */
export const ARABIC: Catalogue = {
  ...CARDS,
  ...REASONS,
  ...CLAIMS,
  ...FEEDS,
  ...DESK,
  ...ERRORS,
  ...DESCRIPTIONS,
  ...WARNINGS,
};
