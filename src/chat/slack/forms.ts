// Follows https://docs.slack.dev/reference/methods/views.open and
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission.
import type { ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { answered, type Form } from '../../command/form.ts';
import type { Call, Reply } from '../../command/invocation.ts';
import { messageOf, UserError } from '../../errors.ts';
import { message } from '../../model/message.ts';
import { show, showInModal } from './answer.ts';
import { FORM, formView, keptIn } from './form-view.ts';
import { textOf } from './given-file.ts';
import { modal } from './modal.ts';
import type { SlackSettings } from './settings.ts';
import { placeOf, type Spot, type Wires } from './wires.ts';

/** Where a form can be opened from: `view` is the one that the person is already in. */
interface Cause {
  readonly trigger_id: string;
  readonly view?: { readonly type: string } | undefined;
}

/** Shows the form that a call needs first; false where the call is to be answered as it is. */
export async function ask(
  { front, client, logger }: Wires,
  call: Call | string,
  spot: Spot,
  { trigger_id, view: from }: Cause,
): Promise<boolean> {
  const form = front.form(call);
  const view = form && formView(form, spot);
  if (!view) return false;
  const { views } = client;
  try {
    await (from?.type === 'modal' ? views.push({ trigger_id, view }) : views.open({ trigger_id, view }));
    return true;
  } catch (error) {
    // Too late as a rule, past 3 seconds; the words that answer the call then say what it lacks.
    logger.warn(`Slack opened no form: ${messageOf(error)}`);
    return false;
  }
}

/** Makes the call of a form that was sent, and shows the answer where the form was asked for. */
export function listenToForms(wires: Wires): void {
  const ours = { callback_id: FORM, type: 'view_submission' as const };
  wires.app.view<ViewSubmitAction>(ours, async ({ ack, view, body }) => {
    const { line, channel, thread } = keptIn(view.private_metadata);
    const spot: Spot = { user: body.user.id, channel, thread };
    // The form closes; outside of channels it becomes the window that the answer is shown in.
    if (channel !== null) await ack();
    else await ack({ response_action: 'update', view: modal() });
    const reply = await replyTo(wires, line, view, spot, body.user.name);
    if (channel !== null) await show(wires, reply, spot);
    else await showInModal(wires, reply, spot, view.id);
  });
}

async function replyTo(
  { front, people, settings }: Wires,
  line: string,
  view: ViewOutput,
  spot: Spot,
  name: string,
): Promise<Reply> {
  try {
    const form = front.form(line);
    if (!form) throw new UserError('This form is of an older claimwire. Call the command again.');
    const call = answered(form, await answersOf(form, view, settings));
    return await front.invoke({
      ...call,
      person: await people.personOf(spot.user, name),
      place: placeOf(spot),
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { message: message(error.message), visibility: 'private' };
  }
}

async function answersOf(
  { fields }: Form,
  { state }: ViewOutput,
  settings: SlackSettings,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const { name } of fields) {
    const { value, selected_option, files } = state.values[name]?.[name] ?? {};
    const [file] = files ?? [];
    const answer = file ? await textOf(file, settings) : (value ?? selected_option?.value);
    if (answer) answers[name] = answer;
  }
  return answers;
}
