// https://docs.slack.dev/reference/methods/views.open, views.push, views.update and views.publish.
import { isJson } from './blocks.ts';
import type { Answer, Arguments, Method } from './methods.ts';
import { viewFault } from './views.ts';
import type { Workspace } from './workspace.ts';

export function createViewMethods(workspace: Workspace): Record<string, Method> {
  function shown(id: string, { view }: Arguments, type: 'modal' | 'home'): Answer {
    const fault = viewFault(view, type);
    if (fault !== null || !isJson(view))
      return { ok: false, error: 'invalid_arguments', response_metadata: { messages: [`[ERROR] ${fault}`] } };
    workspace.views.set(id, view);
    return { ok: true, view: { id, ...view } };
  }

  function opened(args: Arguments): Answer {
    if (!args.trigger_id) return { ok: false, error: 'invalid_arguments' };
    return shown(`V${workspace.views.size + 1}`, args, 'modal');
  }

  return {
    'views.open': opened,
    'views.push': opened,
    'views.update': (args) => {
      const id = String(args.view_id);
      return workspace.views.has(id) ? shown(id, args, 'modal') : { ok: false, error: 'not_found' };
    },
    'views.publish': (args) => shown(`home of ${String(args.user_id)}`, args, 'home'),
  };
}
