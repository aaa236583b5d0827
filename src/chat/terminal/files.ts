import { readFile } from 'node:fs/promises';
import { actionOf, type CommandShape } from '../../command/command.ts';
import type { Call, Person, Place, Reply } from '../../command/invocation.ts';
import { parseLine } from '../../command/parse.ts';
import { messageOf, UserError } from '../../errors.ts';
import { message } from '../../model/message.ts';
import type { FrontDesk } from '../chat.ts';
import { type Page, safe, styled } from './style.ts';

/**
 * Runs a command line. Nothing can be uploaded here: where an option takes a file, what was typed is its path, and
 * the command gets its text. Never rejects.
 */
export async function sayWithFile(
  front: FrontDesk,
  line: string,
  person: Person,
  place: Place,
): Promise<Reply> {
  try {
    const call = await callWithFile(line, front.commands);
    return call ? front.invoke({ ...call, person, place }) : front.say(line, person, place);
  } catch (error) {
    return { message: message(messageOf(error)), visibility: 'private' };
  }
}

/** A file as it is, so that it can be copied. */
export function fileLines({ name, text }: NonNullable<Reply['file']>, page: Page): string[] {
  const lines = safe(text).trimEnd().split('\n');
  return [styled(page, 'dim', `── ${safe(name)}`), ...lines, styled(page, 'dim', '──')];
}

/** The call with the file's text, or null where the line names no file. Throws UserError where it cannot be read. */
async function callWithFile(line: string, commands: readonly CommandShape[]): Promise<Call | null> {
  const call = callOf(line, commands);
  const option = call && actionOf(commands, call)?.options.find(({ file }) => file);
  const path = option && call.options[option.name];
  if (!path) return null;
  return { ...call, options: { ...call.options, [option.name]: await textOf(path) } };
}

/** Null where the line cannot be read, which the front desk answers in words. */
function callOf(line: string, commands: readonly CommandShape[]): Call | null {
  try {
    return parseLine(line, commands);
  } catch {
    return null;
  }
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error) => {
    throw unreadable(path, error);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError(`${path} is no UTF-8 text. Save it as UTF-8.`);
  }
}

function unreadable(path: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT')
    return new UserError(`There is no file ${path}. Give its path from the folder that the desk runs in.`);
  if (code === 'EISDIR') return new UserError(`${path} is a folder. Give the path of a file.`);
  return new UserError(`${path} cannot be read (${messageOf(error)}). Give another file.`);
}
