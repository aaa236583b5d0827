import type { FrontDesk } from '../../src/command/front-desk.ts';
import { message } from '../../src/model/message.ts';

/** A front desk with no command that answers everything with nothing; a test overrides what it is about. */
export const QUIET_FRONT: FrontDesk = {
  commands: [],
  invoke: async () => ({ message: message('nothing'), visibility: 'private' }),
  say: async () => ({ message: message('nothing'), visibility: 'private' }),
  form: () => null,
  complete: async () => [],
  hear: async () => true,
  amend: async () => {},
  connected: async () => {},
  react: async () => null,
  home: async () => message('nothing'),
};
