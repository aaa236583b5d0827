// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object and
// https://discord.com/developers/docs/events/gateway-events (messages, reactions).
import type { FakeInteraction } from './calls.ts';
import type { Gateway } from './gateway.ts';
import { member } from './guild.ts';
import { commandData, type GivenFile } from './lines.ts';
import { asJson, erase, find, newMessage, publish } from './messages.ts';
import type { FakeMessage, FakeUser, World } from './world.ts';

type FakeInput = NonNullable<FakeInteraction['modal']>['components'][number]['component'];

const STRING_SELECT = 3;
/** The type of a command in a message's menu. */
const MENU = 3;

/** Someone at their Discord client. */
export interface FakePerson {
  /** Calls `/claims verdict withdrawal false`: options in their order, the last takes all the rest. */
  call(line: string, channel?: string, file?: GivenFile): FakeInteraction;
  /** Types into the last option of the line that is given, which Discord then asks completions for. */
  type(line: string): FakeInteraction;
  press(channel: string, messageRef: string, label: string): FakeInteraction;
  /** Fills in the form that the interaction was answered with; what is not given stays as it was filled in. */
  submit(interaction: FakeInteraction, answers: Readonly<Record<string, string>>): FakeInteraction;
  /** Calls a command of the message's menu. */
  choose(channel: string, messageRef: string, name: string): FakeInteraction;
  write(channel: string, text: string): FakeMessage;
  edit(channel: string, messageRef: string, text: string): void;
  erase(channel: string, messageRef: string): void;
  react(
    channel: string,
    messageRef: string,
    emoji: { id: string | null; name: string },
    who?: FakeUser,
  ): void;
}

export function createPerson(world: World, gateway: Gateway): FakePerson {
  function interact(
    type: FakeInteraction['type'],
    channelId: string,
    data: Record<string, unknown>,
    message: FakeMessage | null = null,
  ): FakeInteraction {
    const interaction: FakeInteraction = {
      id: world.newId(),
      token: `interaction-token-${world.newId()}`,
      type,
      channelId,
      sentAt: world.now(),
      callback: null,
      loading: false,
      original: message,
      followUps: [],
      choices: null,
      modal: null,
    };
    world.interactions.push(interaction);
    gateway.dispatch('INTERACTION_CREATE', {
      id: interaction.id,
      token: interaction.token,
      type,
      version: 1,
      application_id: world.application.id,
      guild_id: world.guild.id,
      channel_id: channelId,
      channel: world.channels.get(channelId),
      member: { ...member(world, world.person), permissions: '0' },
      app_permissions: '0',
      locale: 'en-GB',
      guild_locale: 'en-US',
      entitlements: [],
      authorizing_integration_owners: { '0': world.guild.id },
      context: 0,
      attachment_size_limit: 10_485_760,
      data,
      ...(message === null ? {} : { message: asJson(message) }),
    });
    return interaction;
  }

  return {
    call: (line, channel = world.channel.id, file) =>
      interact(2, channel, commandData(world, line, false, file)),
    type: (line) => interact(4, world.channel.id, commandData(world, line, true)),
    press(channel, messageRef, label) {
      const message = find(world, channel, messageRef);
      const button = message?.components.flatMap((row) => row.components).find((one) => one.label === label);
      if (message === undefined || button === undefined) throw new Error(`there is no button ${label}`);
      return interact(3, channel, { component_type: 2, custom_id: button.custom_id }, message);
    },
    submit({ channelId, modal }, answers) {
      if (modal === null) throw new Error('there is no form');
      const components = modal.components.map(({ type, component }, id) => ({
        type,
        id,
        component: filledIn(component, answers[component.custom_id]),
      }));
      return interact(5, channelId, { custom_id: modal.custom_id, components });
    },
    choose(channel, messageRef, name) {
      const message = find(world, channel, messageRef);
      const command = [...world.commands.values()]
        .flat()
        .find((one) => one.type === MENU && one.name === name);
      if (message === undefined || command === undefined) throw new Error(`there is no ${name} in the menu`);
      return interact(2, channel, {
        id: world.newId(),
        type: MENU,
        name,
        target_id: messageRef,
        resolved: { messages: { [messageRef]: asJson(message) } },
      });
    },
    write: (channel, text) =>
      publish(world, gateway, newMessage(world, channel, world.person, { content: text })),
    edit(channel, messageRef, text) {
      const message = find(world, channel, messageRef);
      if (message === undefined) throw new Error('there is no such message');
      message.content = text;
      message.edited_timestamp = new Date(world.now()).toISOString();
      gateway.dispatch('MESSAGE_UPDATE', { ...asJson(message), guild_id: world.guild.id });
    },
    erase: (channel, messageRef) => erase(world, gateway, channel, messageRef),
    react(channel, messageRef, emoji, who = world.person) {
      gateway.dispatch('MESSAGE_REACTION_ADD', {
        user_id: who.id,
        channel_id: channel,
        message_id: messageRef,
        guild_id: world.guild.id,
        member: member(world, who),
        emoji,
        burst: false,
        type: 0,
      });
    },
  };
}

/** What Discord sends of an input: a select's values, or a text. */
function filledIn(
  { type, custom_id, value = '', options = [] }: FakeInput,
  answer: string | undefined,
): Record<string, unknown> {
  if (type === STRING_SELECT) {
    const chosen = options.filter((one) => (answer === undefined ? one.default : one.value === answer));
    return { type, custom_id, values: chosen.map((one) => one.value) };
  }
  return { type, custom_id, value: answer ?? value };
}
