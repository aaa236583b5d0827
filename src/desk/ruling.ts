import type { Desk } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { message } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { DeskDeps } from './deps.ts';
import { showChange } from './show-change.ts';
import { stateOf } from './story-view.ts';
import { tell } from './tell.ts';

const IS_ABOUT = '{who}: “{item}” is about this claim';
const IS_NOT_ABOUT = '{who}: “{item}” is not about this claim';
const RULED = {
  confirmed: 'That was ruled already: “{item}” is confirmed for {slug}.',
  rejected: 'That was ruled already: “{item}” is rejected for {slug}.',
};

/** The use-case of rulings on whether an item is about a claim. */
export function rulingUseCases(
  deps: Pick<DeskDeps, 'store' | 'now' | 'newId' | 'settings'>,
): Pick<Desk['claims'], 'decide'> {
  const { store, now } = deps;
  return {
    async decide(slug, itemId, status, by) {
      return store.transaction(async (within) => {
        const item = await within.items.byId(itemId);
        const match = await within.matches.get(itemId, slug);
        if (!item || !match)
          throw new UserError('No item {item} was matched to {slug}. /claim {slug} shows its items.', {
            item: itemId,
            slug,
          });
        if (match.byDesk && match.status === status)
          throw new UserError(RULED[status], { item: item.title, slug });
        const before = (await stateOf(within, slug)).standing;
        await within.matches.save({ ...match, status, byDesk: true });
        const kind = status === 'confirmed' ? 'match-confirmed' : 'match-rejected';
        await within.ledger.append(now(), by.actor, slug, by.cause, { kind, itemId });
        const { standing: after, assertions } = await stateOf(within, slug);
        const ruled = { ...match, status };
        const effects = [{ match: ruled, before, after, assertions, lost: false, changed: true }];
        if (status === 'confirmed' && item.storyId === null)
          await tell({ ...deps, store: within }, { item, earlier: null, effects, age: 0, now: now() });
        else if (match.status !== status) {
          const word = status === 'confirmed' ? IS_ABOUT : IS_NOT_ABOUT;
          const filling = { who: by.actor.name, item: item.title };
          const said = (say: Say) => message(say.text(word, filling));
          await showChange({ ...deps, store: within }, slug, said, now(), { loud: before !== after });
        }
        return item;
      });
    },
  };
}
