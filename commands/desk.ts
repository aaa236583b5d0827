import type { Command, Runnable } from '../src/command/command.ts';
import { helpOn } from '../src/command/help.ts';
import { qualityBlocks, qualityLine } from '../src/command/quality.ts';
import { by, list, tellPerson, text } from '../src/command/reply.ts';
import { whyBlocks } from '../src/command/why.ts';
import { UserError } from '../src/errors.ts';
import type { Text } from '../src/model/message.ts';
import { ROLES, type Role } from '../src/model/role.ts';

const MOST_CLAIMS = 20;

const status: Runnable = {
  name: 'status',
  description: 'How the desk is: claims, feeds, deliveries, chats',
  role: 'reader',
  example: '/desk status',
  options: [],
  async run(desk, { say }) {
    const { claims, items, waiting, feeds, deliveries, chats } = await desk.status();
    const failing = feeds.filter((feed) => feed.error !== null);
    const { pending, parked, sent } = deliveries;
    const given = (await desk.parked()).slice(-10);
    return tellPerson(say.text('The desk'), [
      text(
        say.text(
          "{claims} open claims, {items} items read, {waiting} suggestions wait for the desk's word.",
          {
            claims,
            items,
            waiting,
          },
        ),
      ),
      text(
        say.text('Feeds: {n}, of which {failing} cannot be read.', {
          n: feeds.length,
          failing: failing.length,
        }),
      ),
      text(
        say.text('Deliveries: {sent} sent, {waiting} on their way, {parked} parked.', {
          sent,
          waiting: pending + deliveries['in-flight'],
          parked,
        }),
      ),
      text(say.text('Chats: {chats}.', { chats: chats.join(', ') })),
      ...list(
        say.text('Feeds that cannot be read'),
        failing.slice(0, 10).map(({ outlet, error }): Text => `${outlet}: ${error}`),
      ),
      ...list(
        say.text('Parked deliveries, the latest; /desk retry sends them again'),
        given.map(({ chat, channel, error }): Text => `${chat} ${channel}: ${error}`),
      ),
    ]);
  },
};

const quality: Runnable = {
  name: 'quality',
  description: "What the desk's rulings say of a claim's alerts, and where they moved its threshold",
  role: 'reader',
  example: '/desk quality withdrawal',
  options: [{ name: 'claim', description: 'Only this one', required: false, completes: 'claim' }],
  async run(desk, { options, say }) {
    const ruled = await desk.claims.quality(options.claim ?? null);
    const [one, another] = ruled;
    if (!one)
      return tellPerson(say.text('No claim has a ruling yet'), [
        text(
          say.text(
            '/claims confirm and /claims reject rule on an item; that moves the threshold of its claim.',
          ),
        ),
      ]);
    const { slug } = one.claim;
    if (!another)
      return tellPerson(say.text('How {claim} is matched', { claim: slug }), qualityBlocks(one, say));
    return tellPerson(say.text('Claims with rulings: {n}', { n: ruled.length }), [
      ...list(
        say.text('Those with most rulings first'),
        ruled.slice(0, MOST_CLAIMS).map((quality) => qualityLine(quality, say)),
      ),
      text(say.spans('More on one with {command}', { command: { code: `/desk quality ${slug}` } })),
    ]);
  },
};

const why: Runnable = {
  name: 'why',
  description: 'Why an item was or was not alerted, stage by stage',
  role: 'reader',
  example: '/desk why https://news.example/letter',
  options: [
    { name: 'item', description: 'Its address, id, or words of its headline', required: true, rest: true },
  ],
  async run(desk, { options, say }) {
    const found = await desk.why(options.item ?? '');
    const title = say.text('What became of “{item}”', { item: found.item.title });
    return tellPerson(title, whyBlocks(found, say));
  },
};

const retry: Runnable = {
  name: 'retry',
  description: 'Send what was given up once more',
  role: 'admin',
  example: '/desk retry',
  options: [],
  async run(desk, invocation) {
    const { say } = invocation;
    const { length: n } = await desk.retry(by(invocation));
    return tellPerson(
      n === 0 ? say.text('Nothing is parked') : say.text('{n} deliveries are on their way again', { n }),
    );
  },
};

const roles: Runnable = {
  name: 'roles',
  description: 'Who may do what; or give someone, a group or a role another one',
  role: 'admin',
  example: '/desk roles 123456789012345678 editor',
  options: [
    { name: 'subject', description: 'The id of a person, user group or role of this chat', required: false },
    { name: 'role', description: 'reader takes an earlier one away', required: false, choices: ROLES },
  ],
  async run(desk, invocation) {
    const { say } = invocation;
    const { subject, role } = invocation.options;
    const { chat } = invocation.place;
    if (subject !== undefined && role === undefined)
      throw new UserError('Which role for {subject}? One of: {roles}.', { subject, roles: ROLES.join(', ') });
    if (subject !== undefined && role !== undefined) {
      const id = /^<[@!&a-z^]*(\w+)/.exec(subject)?.[1] ?? subject;
      await desk.roles.set({ chat, subject: id, role: role as Role }, by(invocation));
      return tellPerson(say.text('{id} is {role} on {chat} now', { id, role, chat }));
    }
    const grants = (await desk.roles.list()).map(
      (one): Text => [{ strong: one.role }, ` ${one.chat} ${one.subject}`],
    );
    const refused = (await desk.roles.refusals()).map(
      ({ at, name, person, chat: where, called, needed }): Text => [
        { time: at },
        ` ${say.text('{who}: {command}, which needs {role}', {
          who: `${name} (${where} ${person})`,
          command: called,
          role: needed,
        })}`,
      ],
    );
    return tellPerson(say.text('Roles that the desk gave'), [
      text(say.text('Beside them, the configuration names editors and admins. Anyone else may read.')),
      ...list(say.text('Given here'), grants),
      ...list(say.text('Denied lately'), refused),
    ]);
  },
};

/** `/desk …`: the desk itself. `commands` gives all of them, for help. */
export function deskCommand(commands: () => readonly Command[]): Command {
  const help: Runnable = {
    name: 'help',
    description: 'Every command, with an example',
    role: 'reader',
    example: '/desk help claims',
    options: [{ name: 'command', description: 'Only this one', required: false }],
    run: async (_desk, { options, say }) => helpOn(commands(), options.command ?? null, say),
  };
  return {
    name: 'desk',
    description: 'How the desk is, and how to use it',
    subcommands: [status, why, quality, retry, roles, help],
  };
}
