import { Writable } from 'node:stream';
import type { FrontDesk } from '../../../src/chat/chat.ts';
import { createDiscordChat } from '../../../src/chat/discord/index.ts';
import type { DiscordSettings } from '../../../src/chat/discord/settings.ts';
import type { Reply } from '../../../src/command/invocation.ts';
import { createLog } from '../../../src/log.ts';
import type { ChatHarness, SeenMessage, Shown } from '../../contracts/chat.ts';
import type { FakeInteraction } from './calls.ts';
import { buttonLabels, displayMessage } from './display.ts';
import { EPHEMERAL } from './interactions.ts';
import { createPerson, type FakePerson } from './person.ts';
import { type FakeDiscord, startFakeDiscord } from './server.ts';
import type { FakeMessage } from './world.ts';

/** The adapter on the fake Discord, over real HTTP and WebSocket. */
export interface DiscordHarness extends ChatHarness {
  readonly discord: FakeDiscord;
  readonly person: FakePerson;
  readonly settings: DiscordSettings;
  /** The lines of the log so far. */
  readonly logged: readonly string[];
  /** Resolves with what the person is shown of an interaction in the end. */
  shown(interaction: FakeInteraction): Promise<Shown>;
}

export async function openDiscord(front: FrontDesk): Promise<DiscordHarness> {
  const discord = await startFakeDiscord();
  const { world, gateway } = discord;
  const person = createPerson(world, gateway);
  const replies: Reply[] = [];
  const settings = {
    token: world.token,
    guildIds: [world.guild.id],
    apiUrl: discord.apiUrl,
    registerOnStart: true,
  };
  const logged: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      world.signal.notify();
      done();
    },
  });
  const chat = createDiscordChat(settings, { log: createLog('debug', destination) });
  await chat.start(overheard(front, replies, world.signal.notify));

  async function shown(interaction: FakeInteraction): Promise<Shown> {
    const message = await world.signal.until(() => {
      const reply = replies.at(-1);
      if (reply?.visibility === 'channel') return interaction.followUps[0];
      return reply === undefined || interaction.loading ? undefined : (interaction.original ?? undefined);
    });
    return shownAs(message);
  }

  return {
    chat,
    channel: world.channel.id,
    discord,
    person,
    settings,
    logged,
    shown,
    async seen() {
      return (world.messages.get(world.channel.id) ?? []).map((message): SeenMessage => {
        const thread = message.thread && world.messages.get(message.thread.id);
        return {
          ref: message.id,
          text: displayMessage(message).words,
          buttons: buttonLabels(message),
          thread: thread?.map((one) => displayMessage(one).words) ?? null,
        };
      });
    },
    run: (line) => shown(person.call(line)),
    press: (messageRef, label) => shown(person.press(world.channel.id, messageRef, label)),
    async write(threadRef, text) {
      person.write(threadRef, text);
      await gateway.settle();
    },
    async stop() {
      await chat.stop();
      await discord.close();
    },
  };
}

/** The same front desk, whose answers are noted: from them one knows what to wait for. */
function overheard(front: FrontDesk, replies: Reply[], notify: () => void): FrontDesk {
  const note = async (answer: Promise<Reply>) => {
    const reply = await answer;
    replies.push(reply);
    return reply;
  };
  const told = async <T>(work: Promise<T>) => work.finally(notify);
  return {
    commands: front.commands,
    invoke: (invocation) => note(front.invoke(invocation)),
    say: (line, person, place) => note(front.say(line, person, place)),
    complete: (...given) => told(front.complete(...given)),
    form: (call) => front.form(call),
    amend: (...given) => told(front.amend(...given)),
    connected: (chat) => front.connected(chat),
    react: (reaction) => front.react(reaction),
    home: (person) => front.home(person),
    hear: (post) => front.hear(post),
  };
}

function shownAs(message: FakeMessage): Shown {
  return {
    text: displayMessage(message).words,
    buttons: buttonLabels(message),
    to: (message.flags & EPHEMERAL) === 0 ? 'channel' : 'person',
  };
}
