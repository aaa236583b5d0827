import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../errors.ts';
import { hide } from '../log.ts';
import { VERSION } from '../version.ts';

const FAULT = 1;
const MISUSE = 2;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function many(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

function address(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol === 'https:' || protocol === 'http:') return text;
  throw new InvalidArgumentError('It must be a whole web address, such as https://news.example/feed.xml.');
}

/** Runs the command line; sets the exit status: 0 well done, 1 a fault, 2 a command line that cannot be read. */
export async function run(): Promise<void> {
  // A reader that has seen enough (head) closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
    else {
      const text = error instanceof UserError ? error.message : ((error as Error).stack ?? String(error));
      process.stderr.write(`${hide(text)}\n`);
      process.exitCode = FAULT;
    }
  }
}

/** The commands; the code of each is loaded when it is called, for what a desk loads it keeps. */
function program(): Command {
  const claimwire = new Command('claimwire')
    .description('A news-desk bot: who affirms a claim, who denies it, and what changed just now.')
    .version(VERSION)
    .showHelpAfterError()
    .exitOverride();

  claimwire
    .command('start')
    .description('run the desk: in this terminal, or on Slack and Discord where tokens are set')
    .action(async () => {
      const { start } = await import('./start.ts');
      await start();
      // All is stored and closed; a poll or a reconnection that still waits on the network is not waited for.
      process.exit(0);
    });

  const topic = claimwire.command('topic').description('check, import and export topic files');
  topic
    .command('check <file>')
    .description('say what is wrong with a topic file, with line and column')
    .option('--json', 'one JSON object')
    .action(async (file, options) => (await import('./topic.ts')).checkTopic(file, options, print));
  topic
    .command('import <file>')
    .description('take in what changed in a topic file')
    .action(async (file) => (await import('./topic.ts')).importTopicFile(file, print));
  topic
    .command('export <slug>')
    .description('print a topic as the desk has it now')
    .action(async (slug) => (await import('./topic.ts')).exportTopicFile(slug, print));

  const feed = claimwire.command('feed').description('read feeds; import and export subscription lists');
  feed
    .command('import <file>')
    .description('follow the feeds of an OPML file')
    .action(async (file) => (await import('./opml.ts')).importOpml(file, print));
  feed
    .command('export')
    .description('print the feeds that the desk follows as OPML')
    .action(async () => (await import('./opml.ts')).exportOpml(print));
  feed
    .command('header')
    .argument('<url>', 'the address of the feed', address)
    .argument('<name>', 'such as Authorization')
    .description("set a header for a feed's own server to what stdin gives; an empty value takes it away")
    .option('--outlet <name>', 'follow the feed under this name if the desk does not yet')
    .action(async (url, name, options) =>
      (await import('./feed-header.ts')).readFeedHeader(url, name, options, print),
    );
  feed
    .command('parse [file|url]')
    .description('read a feed and print it as one JSON object; with --batch, each feed of a list')
    .option('--content-type <type>', 'the Content-Type that it was served with')
    .option('--base <url>', 'the address that relative links are of', address)
    .option(
      '--batch <list>',
      'JSON lines {file, ct?, base?}: prints an answer a line, in order; a file is looked for beside the list, then here',
    )
    .option('--explain', 'add what had to be decided or mended, as "repairs"')
    .action(async (source, options) => (await import('./feed.ts')).parseFeeds(source, options, print));

  claimwire
    .command('match')
    .description('say which claims each item is about: a line of JSON for each match')
    .requiredOption('--claims <file>', 'JSON lines {id, statement, aliases?}')
    .requiredOption('--items <file>', 'JSON lines {id, title, summary?, text?, language?}')
    .option('--top <k>', 'at most so many matches an item', many)
    .option('--explain', 'every claim that the item came near, and what was weighed')
    .action(async (options) => (await import('./match.ts')).match(options, print));

  claimwire
    .command('attribute <file>')
    .description(
      'say who affirms and who denies in a text, or without claims who says what: a line of JSON for each; start ' +
        'and end are offsets of its quote, in UTF-16 units of the file',
    )
    .option('--claims <file>', 'JSON lines {id, statement, aliases?}')
    .option('--explain', 'also every claim that the text came near, and what was weighed')
    .action(async (file, options) => (await import('./match.ts')).attribute(file, options, print));

  claimwire
    .command('replay <recording>')
    .description('run recorded feeds through the desk in their own time and print each delivery')
    .addOption(new Option('--chat <kind>', 'how to print').choices(['terminal', 'jsonl']).default('terminal'))
    .action(async (recording, options) => (await import('./replay.ts')).replay(recording, options, print));

  claimwire
    .command('doctor')
    .description('look at configuration, tokens, permissions, feeds, clock and disk, and say what to do')
    .option('--json', 'a line of JSON for each finding')
    .action(async (options) => (await import('./doctor.ts')).doctor(options, print));

  claimwire
    .command('slack')
    .description('set up Slack')
    .command('manifest')
    .description('print the manifest of a Slack app for this desk')
    .option(
      '--request-url <url>',
      'where Slack reaches this desk, for requests over HTTP instead of Socket Mode',
      address,
    )
    .action(async (options) => (await import('./chats.ts')).printManifest(options, print));

  claimwire
    .command('discord')
    .description('set up Discord')
    .command('register')
    .description('register the commands with Discord')
    .action(async () => (await import('./chats.ts')).registerCommands(print));

  claimwire
    .command('backup <file>')
    .description('copy the store to a new file, also while the desk runs')
    .action(async (file) => (await import('./backup.ts')).backupStore(file, print));

  return claimwire;
}
