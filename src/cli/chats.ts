import { commands } from '../../commands/index.ts';
import { UserError } from '../errors.ts';
import { configuration } from '../main.ts';

/** `claimwire slack manifest`: Socket Mode, or requests over HTTP where an address is given. */
export async function printManifest(
  options: { requestUrl?: string },
  print: (line: string) => void,
): Promise<void> {
  const { slackManifest } = await import('../chat/slack/manifest.ts');
  print(
    JSON.stringify(
      slackManifest(commands, { socketMode: options.requestUrl === undefined, ...options }),
      null,
      2,
    ),
  );
}

/** `claimwire discord register`: tells Discord of the commands, in the configured servers or everywhere. */
export async function registerCommands(print: (line: string) => void): Promise<void> {
  const { discord } = configuration();
  if (!discord)
    throw new UserError('DISCORD_TOKEN is not set. Set it in .env; README, "Discord", says where to get it.');
  const { registerDiscordCommands } = await import('../chat/discord/commands.ts');
  const many = await registerDiscordCommands(discord, commands);
  print(
    `${many} commands registered ${discord.guildIds.length > 0 ? `in ${discord.guildIds.join(', ')}` : 'everywhere'}.`,
  );
}
