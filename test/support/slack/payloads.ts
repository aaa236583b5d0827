// What Slack sends: https://docs.slack.dev/interactivity/implementing-slash-commands,
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload,
// https://docs.slack.dev/reference/events/message and the other interaction payloads.
import { BOT, CHANNEL, PERSON, type SlackMessage } from './workspace.ts';

/** Brings a payload to the app, over a socket or a signed request; resolves with what the app acknowledges it with. */
export interface Carrier {
  deliver(type: PayloadType, payload: object, retry?: Retry): Promise<unknown>;
}

export type PayloadType = 'slash_commands' | 'interactive' | 'events_api';

/** https://docs.slack.dev/apis/events-api#retries */
interface Retry {
  readonly attempt: number;
  readonly reason: 'timeout' | 'http_error' | 'connection_failed';
}

let events = 0;
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
  return event('message', { channel: CHANNEL, channel_type: 'channel', ...message, ...more });
}

/** Anything happened; `of` is what Slack says of this type of event. */
export function event(type: string, of: object): object {
  events += 1;
  const event_ts = '1578341200.000000';
  return {
    token: 'verification-token',
    team_id: TEAM.id,
    api_app_id: 'A0DESK',
    type: 'event_callback',
    event_id: `Ev${events}`,
    event_time: Math.floor(Number(event_ts)),
    authorizations: [{ team_id: TEAM.id, user_id: BOT.user, is_bot: true, is_enterprise_install: false }],
    event: { type, event_ts, ...of },
  };
}

/** Someone pressed a button of App Home or of a modal, which stand in no channel and have no response URL. */
export function viewActions(view: object & { type: string }, button: object): object {
  return {
    type: 'block_actions',
    team: TEAM,
    user: { id: PERSON.id, username: PERSON.name, name: PERSON.name, team_id: TEAM.id },
    api_app_id: 'A0DESK',
    token: 'verification-token',
    container: { type: 'view', view_id: 'V1' },
    trigger_id: '1.2.3',
    view: { id: 'V1', callback_id: '', ...view },
    actions: [{ block_id: 'b1', action_ts: '1578341200.000000', ...button }],
  };
}

/** Someone sent a modal; `values` is the state of each input, by block and action, which are named alike. */
export function viewSubmission(
  view: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, object>>,
): object {
  const state = Object.entries(values).map(([name, value]) => [name, { [name]: value }]);
  return {
    type: 'view_submission',
    team: TEAM,
    user: { id: PERSON.id, username: PERSON.name, name: PERSON.name, team_id: TEAM.id },
    api_app_id: 'A0DESK',
    token: 'verification-token',
    trigger_id: '1.2.3',
    view: { id: 'V1', ...view, state: { values: Object.fromEntries(state) } },
    response_urls: [],
  };
}

/** Someone chose a shortcut in the menu of a message. */
export function messageAction(callback: string, message: object, responseUrl: string): object {
  return {
    type: 'message_action',
    callback_id: callback,
    team: TEAM,
    user: { id: PERSON.id, name: PERSON.name },
    channel: { id: CHANNEL, name: 'desk' },
    token: 'verification-token',
    action_ts: '1578341200.000000',
    trigger_id: '1.2.3',
    message_ts: '1578341100.000001',
    message: { type: 'message', ts: '1578341100.000001', ...message },
    response_url: responseUrl,
  };
}
