// What Slack sends: https://docs.slack.dev/interactivity/implementing-slash-commands,
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload,
// https://docs.slack.dev/reference/events/message.
import { BOT, CHANNEL, PERSON, type SlackMessage } from './workspace.ts';

/** Brings a payload to the app, over a socket or a signed request; resolves once the app acknowledges it. */
export interface Carrier {
  deliver(type: 'slash_commands' | 'interactive' | 'events_api', payload: object): Promise<void>;
}

const TEAM = { id: BOT.team, domain: 'desk' };

/** Someone typed `line`, such as `/claim withdrawal`. */
export function slashCommand(line: string, responseUrl: string): object {
  const [command = '', ...words] = line.split(' ');
  return {
    token: 'verification-token',
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: CHANNEL,
    channel_name: 'desk',
    user_id: PERSON.id,
    user_name: PERSON.name,
    command,
    text: words.join(' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    api_app_id: 'A0DESK',
    response_url: responseUrl,
    trigger_id: '1.2.3',
  };
}

/** Someone pressed a button of a message. */
export function blockActions(message: SlackMessage, button: object, responseUrl: string): object {
  const { ts, thread_ts } = message;
  return {
    type: 'block_actions',
    team: TEAM,
    user: { id: PERSON.id, username: PERSON.name, name: PERSON.name, team_id: TEAM.id },
    api_app_id: 'A0DESK',
    token: 'verification-token',
    container: { type: 'message', message_ts: ts, channel_id: CHANNEL, is_ephemeral: false, thread_ts },
    trigger_id: '1.2.3',
    channel: { id: CHANNEL, name: 'desk' },
    message: { type: 'message', ...message },
    response_url: responseUrl,
    actions: [{ block_id: 'b1', action_ts: ts, ...button }],
  };
}

/** A message was written; `more` is whatever else Slack says of it. */
export function messageEvent(message: Omit<SlackMessage, 'blocks'>, more: object = {}): object {
  return {
    token: 'verification-token',
    team_id: TEAM.id,
    api_app_id: 'A0DESK',
    type: 'event_callback',
    event_id: `Ev${message.ts}`,
    event_time: Math.floor(Number(message.ts)),
    authorizations: [{ team_id: TEAM.id, user_id: BOT.user, is_bot: true, is_enterprise_install: false }],
    event: {
      type: 'message',
      channel: CHANNEL,
      channel_type: 'channel',
      event_ts: message.ts,
      ...message,
      ...more,
    },
  };
}
