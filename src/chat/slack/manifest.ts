// Follows https://docs.slack.dev/reference/app-manifest.
import type { Action, CommandShape } from '../../command/command.ts';
import { UserError } from '../../errors.ts';
import { callbackOf, shortcutsOf } from './shortcut-list.ts';
import { clip } from './text.ts';

/** What claimwire does with each: nothing is asked that it does not use. */
export const SCOPES = [
  'commands', // slash commands
  'chat:write', // alerts, replies, updates
  'chat:write.public', // in public channels that nobody invited it to
  'channels:history', // words in threads of public channels
  'channels:join', // to look into a public channel where a message may have arrived
  'groups:history', // and of private ones
  'users:read', // who wrote them
  'usergroups:read', // which user groups they are in, for roles
  'reactions:read', // emoji on alerts
  'files:read', // files given in forms
  'files:write', // files that answer commands
  'im:write', // the person's own conversation, for a file that only they may see
] as const;

const EVENTS = ['message.channels', 'message.groups', 'reaction_added', 'app_home_opened'];

const DESCRIPTION = 'Who affirms a claim in the news, who denies it, and what changed just now.';
const USAGE_LIMIT = 1_000;
const SHORTCUT_LIMIT = 150;

/**
 * The app manifest to paste at https://api.slack.com/apps. Without Socket Mode, `requestUrl` is where Slack
 * reaches claimwire, path and all (`https://desk.example/slack/events`). Throws UserError if it is missing.
 */
export function slackManifest(
  commands: readonly CommandShape[],
  options: { socketMode: boolean; requestUrl?: string },
): object {
  const { socketMode, requestUrl } = options;
  if (!socketMode && requestUrl === undefined)
    throw new UserError(
      'Without Socket Mode, Slack needs the address where claimwire listens, such as https://desk.example/slack/events. Give it, or choose Socket Mode.',
    );
  const shortcuts = shortcutsOf(commands).map((shortcut) => ({
    name: shortcut.name,
    type: 'message',
    callback_id: callbackOf(shortcut),
    description: clip(shortcut.description, SHORTCUT_LIMIT),
  }));
  const request = socketMode ? {} : { request_url: requestUrl };
  return {
    display_information: { name: 'claimwire', description: DESCRIPTION },
    features: {
      // Messages that nobody may answer: without the tab, Slack lets claimwire send a person none.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'claimwire', always_online: true },
      slash_commands: commands.map((command) => ({
        command: `/${command.name}`,
        description: command.description,
        usage_hint: clip(usageOf(command), USAGE_LIMIT),
        should_escape: false,
        ...(!socketMode && { url: requestUrl }),
      })),
      ...(shortcuts.length > 0 && { shortcuts }),
    },
    oauth_config: { scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { ...request, bot_events: EVENTS },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}

/** `<what>`, or `add <topic> <claim> | list | …` for a command with subcommands. */
function usageOf(command: CommandShape): string {
  if ('action' in command) return optionsOf(command.action);
  return command.subcommands.map((action) => `${action.name} ${optionsOf(action)}`.trim()).join(' | ');
}

function optionsOf({ options }: Action): string {
  return options
    .map(({ name, required, choices }) => {
      const what = choices?.join('/') ?? name;
      return required ? `<${what}>` : `[${what}]`;
    })
    .join(' ');
}
