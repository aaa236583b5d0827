// Follows https://discord.com/developers/docs/interactions/receiving-and-responding.
import {
  type ApiAnswer,
  checkCount,
  checkLength,
  type Faults,
  invalidForm,
  NOTHING,
  ok,
  type Route,
  refuse,
} from './answers.ts';
import type { FakeInteraction, FakeModal } from './calls.ts';
import type { Gateway } from './gateway.ts';
import { checkMessage, type MessageBody } from './limits.ts';
import { asJson, change, newMessage, publish } from './messages.ts';
import { checkModal } from './modals.ts';
import type { FakeFile, FakeMessage, World } from './world.ts';

const ACKNOWLEDGE_WITHIN = 3_000;
const TOKEN_LIVES = 15 * 60_000;
export const EPHEMERAL = 1 << 6;

/** The callback types that each type of interaction may be answered with. */
const CALLBACKS: Readonly<Record<FakeInteraction['type'], readonly number[]>> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

interface Callback {
  readonly type: number;
  readonly data?: (MessageBody & { readonly choices?: { name: string; value: string }[] }) | FakeModal;
}

export function interactionRoutes(world: World, gateway: Gateway): Route[] {
  const original = /^\/webhooks\/(\d+)\/([^/]+)\/messages\/([^/]+)$/;
  return [
    {
      method: 'POST',
      path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      authorised: false,
      answer({ body }, id, token) {
        const found = world.interactions.find((one) => one.id === id && one.token === token);
        if (found === undefined || world.now() - found.sentAt > ACKNOWLEDGE_WITHIN)
          return refuse('unknownInteraction');
        if (found.callback !== null) return refuse('acknowledged');
        return acknowledge(world, gateway, found, body as Callback);
      },
    },
    {
      method: 'POST',
      path: /^\/webhooks\/(\d+)\/([^/]+)$/,
      authorised: false,
      answer: ({ body, files }, application, token) =>
        withInteraction(world, application, token, (found) =>
          followUp(world, gateway, found, body as MessageBody, files),
        ),
    },
    {
      method: 'PATCH',
      path: original,
      authorised: false,
      answer: ({ body, files }, application, token, which) =>
        withInteraction(world, application, token, (found) => {
          const message = messageOf(found, which);
          return message === undefined
            ? refuse('unknownMessage')
            : edit(world, gateway, found, message, body as MessageBody, files);
        }),
    },
    {
      method: 'GET',
      path: original,
      authorised: false,
      answer: (_request, application, token, which) =>
        withInteraction(world, application, token, (found) => {
          const message = messageOf(found, which);
          return message === undefined ? refuse('unknownMessage') : ok(asJson(message));
        }),
    },
  ];
}

function withInteraction(
  world: World,
  application: string | undefined,
  token: string | undefined,
  answer: (found: FakeInteraction) => ApiAnswer,
): ApiAnswer {
  const found = world.interactions.find((one) => one.token === token);
  if (found === undefined || found.callback === null || application !== world.application.id)
    return refuse('unknownWebhook');
  return world.now() - found.sentAt > TOKEN_LIVES ? refuse('invalidWebhookToken') : answer(found);
}

function acknowledge(
  world: World,
  gateway: Gateway,
  found: FakeInteraction,
  { type, data = {} }: Callback,
): ApiAnswer {
  const faults: Faults = new Map();
  const modal = 'custom_id' in data ? data : null;
  const body = 'custom_id' in data ? {} : data;
  if (!CALLBACKS[found.type].includes(type) || (type === 9) !== (modal !== null))
    faults.set('type', { code: 'BASE_TYPE_CHOICES', message: 'Not for this type of interaction.' });
  if (modal !== null) checkModal(faults, modal);
  checkCount(faults, 'data.choices', body.choices ?? [], 0, 25);
  for (const [index, { name, value }] of (body.choices ?? []).entries()) {
    checkLength(faults, `data.choices.${index}.name`, name, 1, 100);
    checkLength(faults, `data.choices.${index}.value`, value, 1, 100);
  }
  const refused = invalidForm(faults) ?? (type === 4 || type === 7 ? checkMessage(body) : null);
  if (refused !== null) return refused;
  found.callback = type;
  found.modal = modal;
  if (type === 8) found.choices = body.choices ?? [];
  if (type === 7 && found.original !== null) change(world, found.original, body);
  if (type === 4 || type === 5) {
    found.original = newMessage(world, found.channelId, world.bot, body);
    found.loading = type === 5;
    if (type === 4) showIfPublic(world, gateway, found.original);
  }
  world.signal.notify();
  return NOTHING;
}

/** The first one after a deferral takes the place of "thinking…", with the privacy that the deferral chose. */
function followUp(
  world: World,
  gateway: Gateway,
  found: FakeInteraction,
  body: MessageBody,
  files: readonly FakeFile[],
): ApiAnswer {
  if (found.loading && found.original !== null)
    return edit(world, gateway, found, found.original, body, files);
  const refused = checkMessage(body);
  if (refused !== null) return refused;
  const made = newMessage(world, found.channelId, world.bot, body, files);
  found.followUps.push(made);
  showIfPublic(world, gateway, made);
  world.signal.notify();
  return ok(asJson(made));
}

function edit(
  world: World,
  gateway: Gateway,
  found: FakeInteraction,
  message: FakeMessage,
  body: MessageBody,
  files: readonly FakeFile[],
): ApiAnswer {
  const refused = checkMessage({ ...message, ...body });
  if (refused !== null) return refused;
  change(world, message, body);
  message.files = [...message.files, ...files];
  if (message === found.original && found.loading) {
    found.loading = false;
    showIfPublic(world, gateway, message);
  }
  world.signal.notify();
  return ok(asJson(message));
}

function showIfPublic(world: World, gateway: Gateway, message: FakeMessage): void {
  if ((message.flags & EPHEMERAL) === 0) publish(world, gateway, message);
}

function messageOf(found: FakeInteraction, which: string | undefined): FakeMessage | undefined {
  if (which === '@original') return found.original ?? undefined;
  return found.followUps.find((one) => one.id === which);
}
