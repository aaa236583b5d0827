import { styleText } from 'node:util';

/** How wide a line may be, and whether colours are wanted. */
export interface Page {
  readonly width: number;
  readonly colour: boolean;
}

type Format = Parameters<typeof styleText>[0];

export function styled(page: Page, format: Format, text: string): string {
  return page.colour ? styleText(format, text, { validateStream: false }) : text;
}

// Control characters move the cursor or start escape sequences; bidi overrides make text read as what it is not.
const UNSAFE = /\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text from anywhere, made safe to print. */
export function safe(text: string): string {
  return text.replace(UNSAFE, (one) => (one === '\n' ? one : one === '\t' ? ' ' : ''));
}

/** Breaks text into lines of at most `width` characters, at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapLine(paragraph, width));
}

function wrapLine(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').flatMap((one) => pieces(one, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if ([...longer].length <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A word too long for a line, such as an address, is broken where the line ends. */
function pieces(word: string, width: number): string[] {
  const letters = [...word];
  if (letters.length <= width) return [word];
  return Array.from({ length: Math.ceil(letters.length / width) }, (_, index) =>
    letters.slice(index * width, (index + 1) * width).join(''),
  );
}
