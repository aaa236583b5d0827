// Follows https://discord.com/developers/docs/resources/user#get-current-user,
// https://discord.com/developers/docs/resources/application and https://discord.com/developers/docs/topics/oauth2.
import {
  type APIApplication,
  type APIGuild,
  type APIUser,
  ApplicationFlags,
  type REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import { explain, NO_INTENT } from './faults.ts';
import { lacking, NEEDED } from './permissions.ts';
import { type DiscordSettings, openRest } from './settings.ts';

const MESSAGE_CONTENT =
  ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** One finding for a doctor to print; `text` says what to do where it is not `ok`. */
interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

/** Looks whether the token, the intents and the servers are as claimwire needs them. Never rejects. */
export async function checkDiscord(settings: DiscordSettings): Promise<readonly Finding[]> {
  const rest = openRest(settings);
  try {
    const user = (await rest.get(Routes.user())) as APIUser;
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    return [
      {
        ok: true,
        text: `Discord: the token is that of the bot ${user.username} (application ${application.name})`,
      },
      reading(application),
      ...(await Promise.all(settings.guildIds.map((id) => server(rest, id, application.id)))),
    ];
  } catch (error) {
    return [{ ok: false, text: explain('ask Discord who the bot is', error).message }];
  }
}

function reading({ flags }: APIApplication): Finding {
  const ok = ((flags ?? 0) & MESSAGE_CONTENT) !== 0;
  return { ok, text: ok ? 'Discord: the bot may read what is written in threads' : NO_INTENT };
}

async function server(rest: REST, id: string, application: string): Promise<Finding> {
  try {
    const { name } = (await rest.get(Routes.guild(id))) as APIGuild;
    const guilds = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
    const mine = guilds.find((guild) => guild.id === id);
    const lacks = mine ? lacking(mine.permissions) : [];
    // Not a fault: its role may be given them in the channels that it talks in, which is not looked at.
    const more = lacks.length === 0 ? '' : `. Where it talks it also needs ${lacks.join(', ')}`;
    return { ok: true, text: `Discord: the bot is in the server ${name}${more}` };
  } catch (error) {
    const invite = `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${NEEDED.bitfield}`;
    return {
      ok: false,
      text: `${explain(`see the server ${id}`, error).message} To invite it, open ${invite}`,
    };
  }
}
