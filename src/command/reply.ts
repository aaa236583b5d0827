import type { LedgerEntry, Ruled } from '../model/ledger.ts';
import { type Block, type Button, message, type Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { By } from './desk.ts';
import type { Invocation, Reply } from './invocation.ts';

/** An answer for the person who asked. */
export function tellPerson(
  title: string,
  blocks: readonly Block[] = [],
  buttons: readonly Button[] = [],
): Reply {
  return { message: message(title, blocks, buttons), visibility: 'private' };
}

/** Something done that the whole channel should know of. */
export function tellChannel(
  title: string,
  blocks: readonly Block[] = [],
  buttons: readonly Button[] = [],
): Reply {
  return { message: message(title, blocks, buttons), visibility: 'channel' };
}

export function text(words: Text): Block {
  return { kind: 'text', text: words };
}

/** A list, or nothing at all where it would be empty. */
export function list(heading: string, entries: readonly Text[]): Block[] {
  return entries.length === 0 ? [] : [{ kind: 'list', heading, entries }];
}

/** Who did it and by which command, for the ledger. */
export function by({ person, command, subcommand }: Invocation): By {
  const called = subcommand === null ? `/${command}` : `/${command} ${subcommand}`;
  return { actor: { id: `${person.chat}:${person.id}`, name: person.name }, cause: called };
}

/** A ledger entry in a person's words, to go after the actor's name. */
export function inWords({ event, cause }: LedgerEntry, say: Say): string {
  switch (event.kind) {
    case 'claim-added':
      return say.text('added the claim: “{statement}”', { statement: event.statement });
    case 'claim-edited':
      return say.text('worded the claim: “{statement}”', { statement: event.statement });
    case 'alias-added':
      return say.text('added the alias “{alias}”', { alias: event.alias });
    case 'alias-removed':
      return say.text('removed the alias “{alias}”', { alias: event.alias });
    case 'claim-moved':
      return event.parent === null
        ? say.text('made it a claim of its own')
        : say.text('made it a part of {claim}', { claim: event.parent });
    case 'claim-closed':
      return say.text('closed the claim');
    case 'claim-reopened':
      return say.text('reopened the claim');
    case 'item-matched':
      return say.text('{status} that {source} {stance} it: “{evidence}”', {
        status: say.text(event.status),
        source: cause,
        stance: say.text(event.stance),
        evidence: event.evidence,
      });
    case 'item-unmatched':
      return say.text('found that {source} is no longer about it', { source: cause });
    case 'match-confirmed':
      return say.text('ruled that item {item} is about it', { item: event.itemId });
    case 'match-rejected':
      return say.text('ruled that item {item} is not about it', { item: event.itemId });
    case 'verdict-set': {
      const verdict = say.text(event.verdict);
      const set = event.proposedBy
        ? say.text('set the verdict {verdict}, which {who} had proposed', {
            verdict,
            who: event.proposedBy.name,
          })
        : say.text('set the verdict {verdict}', { verdict });
      return set + grounds(event);
    }
    case 'verdict-proposed':
      return (
        say.text('proposed the verdict {verdict}', { verdict: say.text(event.verdict) }) + grounds(event)
      );
    case 'verdict-withdrawn':
      return say.text('withdrew the proposed verdict');
  }
}

function grounds({ reason, sources = [] }: Ruled): string {
  return `${reason ? `: ${reason}` : ''}${sources.length > 0 ? ` (${sources.join(', ')})` : ''}`;
}
