// Follows https://discord.com/developers/docs/resources/guild and
// https://discord.com/developers/docs/events/gateway-events#guild-create.
import { ok, type Route, refuse } from './answers.ts';
import type { FakeUser, World } from './world.ts';

const ALL_PERMISSIONS = String((1n << 50n) - 1n);

/** The server as GUILD_CREATE tells of it. */
export function guildPayload(world: World): Record<string, unknown> {
  const channels = [...world.channels.values()];
  return {
    ...guildBody(world),
    unavailable: false,
    large: false,
    member_count: 2,
    joined_at: '2020-01-01T00:00:00.000Z',
    channels: channels.filter(({ type }) => type === 0 || type === 15),
    threads: channels.filter(({ type }) => type === 11),
    members: [member(world, world.bot), member(world, world.person)],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A member of the server; a person holds the editors' role. */
export function member(world: World, user: FakeUser): Record<string, unknown> {
  return {
    user,
    nick: user.bot ? null : 'Ada of the desk',
    roles: user.bot ? [] : [world.role.id],
    joined_at: '2020-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function guildRoutes(world: World): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/guilds\/(\d+)$/,
      authorised: true,
      answer: (_request, id) => (id === world.guild.id ? ok(guildBody(world)) : refuse('unknownGuild')),
    },
    {
      method: 'GET',
      path: /^\/channels\/(\d+)$/,
      authorised: true,
      answer(_request, id) {
        const found = world.channels.get(id ?? '');
        return found === undefined ? refuse('unknownChannel') : ok(found);
      },
    },
    {
      method: 'GET',
      path: /^\/users\/@me$/,
      authorised: true,
      answer: () => ok(world.bot),
    },
    {
      method: 'GET',
      path: /^\/guilds\/(\d+)\/threads\/active$/,
      authorised: true,
      answer() {
        const threads = [...world.channels.values()].filter(
          ({ thread_metadata }) => thread_metadata !== undefined && !thread_metadata.archived,
        );
        return ok({ threads, members: [] });
      },
    },
    {
      method: 'GET',
      path: /^\/users\/@me\/guilds$/,
      authorised: true,
      answer: () => ok([{ ...world.guild, owner: false, permissions: world.permissions, features: [] }]),
    },
    { method: 'GET', path: /^\/users\/@me$/, authorised: true, answer: () => ok(world.bot) },
    { method: 'GET', path: /^\/applications\/@me$/, authorised: true, answer: () => ok(world.application) },
  ];
}

function guildBody({ guild, role, person }: World): Record<string, unknown> {
  const plain = {
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
    permissions: ALL_PERMISSIONS,
  };
  return {
    ...guild,
    owner_id: person.id,
    icon: null,
    features: [],
    emojis: [],
    stickers: [],
    roles: [
      { ...plain, id: guild.id, name: '@everyone', position: 0 },
      { ...plain, ...role, position: 1 },
    ],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    afk_timeout: 300,
    system_channel_flags: 0,
    premium_tier: 0,
    nsfw_level: 0,
    preferred_locale: 'en-US',
    premium_progress_bar_enabled: false,
  };
}
