// Follows https://docs.slack.dev/tools/bolt-js/concepts/global-middleware: what runs before every listener.
import { listenToButtons } from './buttons.ts';
import { listenToCommands } from './commands.ts';
import { listenToForms } from './forms.ts';
import { listenToHome } from './home.ts';
import { listenToReactions } from './reactions.ts';
import { onceEach } from './repeats.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { ownOnly } from './strangers.ts';
import { listenToThreads } from './threads.ts';
import type { Wires } from './wires.ts';

/** Brings everything that people do to the front desk. */
export function listen(wires: Wires): void {
  wires.app.use(onceEach());
  wires.app.use(ownOnly(wires.team, wires.logger));
  listenToCommands(wires);
  listenToButtons(wires);
  listenToForms(wires);
  listenToShortcuts(wires);
  listenToReactions(wires);
  listenToHome(wires);
  listenToThreads(wires);
}
