// Follows https://docs.slack.dev/surfaces/app-home, https://docs.slack.dev/reference/events/app_home_opened and
// https://docs.slack.dev/reference/methods/views.publish.
import { render } from './render.ts';
import type { Wires } from './wires.ts';

/** Shows the board to whoever opens App Home. */
export function listenToHome(wires: Wires): void {
  wires.app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publishHome(wires, event.user);
  });
}

export async function publishHome({ client, front, people }: Wires, user: string): Promise<void> {
  const { blocks } = render(await front.home(await people.personOf(user)));
  await client.views.publish({ user_id: user, view: { type: 'home', blocks } });
}
