// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object.
import type { Gateway } from './gateway.ts';
import { member } from './guild.ts';
import { asJson, find, newMessage, publish } from './messages.ts';
import type { FakeInteraction, FakeMessage, FakeOption, World } from './world.ts';

const SUBCOMMAND = 1;
const STRING = 3;

/** Someone at their Discord client. */
export interface FakePerson {
  /** Calls `/claims verdict withdrawal false`: options in their order, the last takes all the rest. */
  call(line: string, channel?: string): FakeInteraction;
  /** Types into the last option of the line that is given, which Discord then asks completions for. */
  type(line: string): FakeInteraction;
  press(channel: string, messageRef: string, label: string): FakeInteraction;
  write(channel: string, text: string): FakeMessage;
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
    call: (line, channel = world.channel.id) => interact(2, channel, commandData(world, line, false)),
    type: (line) => interact(4, world.channel.id, commandData(world, line, true)),
    press(channel, messageRef, label) {
      const message = find(world, channel, messageRef);
      const button = message?.components.flatMap((row) => row.components).find((one) => one.label === label);
      if (message === undefined || button === undefined) throw new Error(`there is no button ${label}`);
      return interact(3, channel, { component_type: 2, custom_id: button.custom_id }, message);
    },
    write: (channel, text) =>
      publish(world, gateway, newMessage(world, channel, world.person, { content: text })),
  };
}

/** What Discord's client makes of a line, by the commands that are registered. */
function commandData(world: World, line: string, focus: boolean): Record<string, unknown> {
  const [name = '', ...words] = line.replace(/^\//, '').split(' ');
  const command = [...world.commands.values()].flat().find((one) => one.name === name);
  if (command === undefined) throw new Error(`Discord has no command ${name}`);
  const subcommand = command.options?.find((one) => one.type === SUBCOMMAND && one.name === words[0]);
  const options =
    subcommand === undefined
      ? values(command.options ?? [], words, focus)
      : [
          {
            type: SUBCOMMAND,
            name: subcommand.name,
            options: values(subcommand.options ?? [], words.slice(1), focus),
          },
        ];
  return { id: world.newId(), type: 1, name, options };
}

function values(
  options: readonly FakeOption[],
  words: readonly string[],
  focus: boolean,
): Record<string, unknown>[] {
  return options.slice(0, words.length).map(({ name }, index) => {
    const last = index === Math.min(options.length, words.length) - 1;
    const value = last ? words.slice(index).join(' ') : words[index];
    return { type: STRING, name, value, ...(focus && last ? { focused: true } : {}) };
  });
}
