// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object,
// https://discord.com/developers/docs/interactions/application-commands#application-command-object and
// https://discord.com/developers/docs/components/reference.
import type { FakeMessage } from './world.ts';

export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  /** 2 a command, 3 a component, 4 autocomplete, 5 a form that was filled in. */
  readonly type: 2 | 3 | 4 | 5;
  readonly channelId: string;
  readonly sentAt: number;
  /** The callback's type, or null while Discord waits for one. */
  callback: number | null;
  /** Whether the person still sees "thinking…". */
  loading: boolean;
  original: FakeMessage | null;
  readonly followUps: FakeMessage[];
  choices: { name: string; value: string }[] | null;
  modal: FakeModal | null;
}

/** Labels with a string select (3) or a text input (4). */
export interface FakeModal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly {
    readonly type: number;
    readonly label: string;
    readonly description?: string;
    readonly component: {
      readonly type: number;
      readonly custom_id: string;
      readonly required?: boolean;
      readonly style?: number;
      readonly value?: string;
      readonly options?: readonly { label: string; value: string; default?: boolean }[];
    };
  }[];
}

export interface FakeCommand {
  readonly name: string;
  /** A message command (type 3) has none. */
  readonly description?: string;
  readonly type?: number;
  readonly default_member_permissions?: string;
  readonly contexts?: number[];
  readonly options?: FakeOption[];
}
export interface FakeOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: { name: string; value: string }[];
  readonly options?: FakeOption[];
}
