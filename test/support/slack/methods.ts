// The methods of https://docs.slack.dev/reference/methods that claimwire and its tests call.
import { faultOf } from './blocks.ts';
import { createViewMethods } from './view-methods.ts';
import { BOT, type SlackMessage, type Workspace } from './workspace.ts';

export type Arguments = Readonly<Record<string, unknown>>;
export type Answer = { readonly ok: boolean; readonly error?: string; readonly [field: string]: unknown };
export type Method = (args: Arguments) => Answer;

function refuse(error: string, more: object = {}): Answer {
  return { ok: false, error, ...more };
}

/** The Web API over a workspace, by method name. `address` is the workspace's own. */
export function createMethods(workspace: Workspace, address: string): Record<string, Method> {
  function refusal({ channel, text, blocks }: Arguments): Answer | null {
    if (!workspace.channels.has(String(channel))) return refuse('channel_not_found');
    if (!text && !blocks) return refuse('no_text');
    if (String(text ?? '').length > 40_000) return refuse('msg_too_long');
    const fault = blocks === undefined ? null : faultOf(blocks);
    return fault && refuse(fault.error, { response_metadata: { messages: [`[ERROR] ${fault.detail}`] } });
  }

  function contentOf({ text, blocks }: Arguments): Pick<SlackMessage, 'text' | 'blocks'> {
    return { text: String(text ?? ''), blocks: Array.isArray(blocks) ? blocks : [] };
  }

  function read(args: Arguments, wanted: (message: SlackMessage) => boolean): Answer {
    const messages = workspace.channels.get(String(args.channel));
    if (!messages) return refuse('channel_not_found');
    const recent = messages.filter(({ ts }) => Number(ts) >= Number(args.oldest ?? 0)).filter(wanted);
    const from = Number(args.cursor ?? 0);
    const page = recent.slice(from, from + Number(args.limit ?? 100));
    const next = from + page.length < recent.length ? String(from + page.length) : '';
    const bare = ({ metadata: _, ...message }: SlackMessage) => message;
    return {
      ok: true,
      messages: String(args.include_all_metadata) === 'true' ? page : page.map(bare),
      response_metadata: { next_cursor: next },
    };
  }

  return {
    ...createViewMethods(workspace),
    'auth.test': () => ({
      ok: true,
      url: address,
      team: 'The Desk',
      user: 'claimwire',
      team_id: BOT.team,
      user_id: BOT.user,
      bot_id: BOT.bot,
    }),
    'chat.postMessage': (args) => {
      const { channel, thread_ts, metadata, reply_broadcast } = args;
      const message = refusal(args) ?? {
        ...contentOf(args),
        ...(thread_ts !== undefined && { thread_ts: String(thread_ts) }),
        ...(metadata !== undefined && { metadata }),
        ...(reply_broadcast === 'true' && { subtype: 'thread_broadcast' }),
        user: BOT.user,
        bot_id: BOT.bot,
      };
      if ('ok' in message) return message;
      const added = workspace.add(String(channel), message);
      if (thread_ts !== undefined)
        workspace.change(String(channel), String(thread_ts), { thread_ts: String(thread_ts) });
      return { ok: true, channel, ts: added?.ts, message: added };
    },
    'chat.update': (args) => {
      const { channel, ts } = args;
      const refused = refusal(args);
      if (refused) return refused;
      const known = workspace.change(String(channel), String(ts), contentOf(args));
      return known ? { ok: true, channel, ts, text: args.text } : refuse('message_not_found');
    },
    'chat.delete': ({ channel, ts }) => {
      if (!workspace.channels.has(String(channel))) return refuse('channel_not_found');
      return workspace.remove(String(channel), String(ts))
        ? { ok: true, channel, ts }
        : refuse('message_not_found');
    },
    'chat.postEphemeral': (args) => {
      const refused = refusal(args);
      if (refused) return refused;
      const thread = args.thread_ts === undefined ? null : String(args.thread_ts);
      const { user, channel } = args;
      workspace.ephemerals.push({
        user: String(user),
        channel: String(channel),
        thread,
        ...contentOf(args),
      });
      return { ok: true, message_ts: '1578341100.900000' };
    },
    'conversations.info': ({ channel }) =>
      workspace.channels.has(String(channel))
        ? { ok: true, channel: { id: channel, name: 'desk', is_channel: true, is_member: true } }
        : refuse('channel_not_found'),
    'conversations.join': ({ channel }) =>
      workspace.channels.has(String(channel))
        ? { ok: true, channel: { id: channel } }
        : refuse('channel_not_found'),
    'conversations.open': ({ users }) => {
      const id = String(users).replace('U', 'D');
      if (!workspace.channels.has(id)) workspace.channels.set(id, []);
      return { ok: true, channel: { id } };
    },
    'conversations.history': (args) =>
      read(args, ({ thread_ts, ts, subtype }) => (thread_ts ?? ts) === ts || subtype === 'thread_broadcast'),
    'conversations.replies': (args) => read(args, ({ thread_ts, ts }) => (thread_ts ?? ts) === args.ts),
    'usergroups.list': ({ include_users }) => ({
      ok: true,
      usergroups: workspace.usergroups.map(({ id, users }) => ({
        id,
        ...(include_users === 'true' && { users }),
      })),
    }),
    'users.info': ({ user }) => {
      const known = workspace.users.get(String(user));
      if (!known) return refuse('user_not_found');
      const profile = { display_name: known.displayName, real_name: known.displayName };
      return { ok: true, user: { id: user, name: known.name, profile } };
    },
  };
}
