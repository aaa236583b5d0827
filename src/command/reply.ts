import type { LedgerEntry, Ruled } from '../model/ledger.ts';
import { type Block, type Button, message, type Text } from '../model/message.ts';
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

/** A ledger entry in a person's words. */
export function inWords({ event, cause }: LedgerEntry): string {
  switch (event.kind) {
    case 'claim-added':
      return `added the claim: “${event.statement}”`;
    case 'claim-edited':
      return `worded the claim: “${event.statement}”`;
    case 'alias-added':
      return `added the alias “${event.alias}”`;
    case 'alias-removed':
      return `removed the alias “${event.alias}”`;
    case 'claim-moved':
      return event.parent === null ? 'made it a claim of its own' : `made it a part of ${event.parent}`;
    case 'claim-closed':
      return 'closed the claim';
    case 'claim-reopened':
      return 'reopened the claim';
    case 'item-matched':
      return `${event.status} that ${cause} ${event.stance} it: “${event.evidence}”`;
    case 'item-unmatched':
      return `found that ${cause} is no longer about it`;
    case 'match-confirmed':
      return `ruled that item ${event.itemId} is about it`;
    case 'match-rejected':
      return `ruled that item ${event.itemId} is not about it`;
    case 'verdict-set': {
      const first = event.proposedBy ? `, which ${event.proposedBy.name} had proposed` : '';
      return `set the verdict ${event.verdict}${first}${grounds(event)}`;
    }
    case 'verdict-proposed':
      return `proposed the verdict ${event.verdict}${grounds(event)}`;
    case 'verdict-withdrawn':
      return 'withdrew the proposed verdict';
  }
}

function grounds({ reason, sources = [] }: Ruled): string {
  return `${reason ? `: ${reason}` : ''}${sources.length > 0 ? ` (${sources.join(', ')})` : ''}`;
}
