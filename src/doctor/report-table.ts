// The report as text: one row per check, at most 100 columns wide.
import { NOT_IN_YOUR_ROOM, type CheckResult, type Report } from './doctor.js';

const WIDTH = 100;
const STATUS_WIDTH = 6;
const TITLE_WIDTH = 34;
const TEXT_WIDTH = WIDTH - STATUS_WIDTH - TITLE_WIDTH;
const STATUS: Readonly<Record<CheckResult['status'], string>> = { pass: 'ok', off: 'off', fail: 'FAIL', skip: '-' };
/** Characters that a terminal draws two columns wide. */
const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;
/** Words that are longer than a line are cut. */
const BREAK = /(\s+|(?<=[（）、])|(?<=\p{Script=Han})(?=\p{Script=Han}))/u;

const columnsOf = (text: string) => text.length + (text.match(WIDE)?.length ?? 0);
const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Breaks a text into lines of at most `width` columns. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(BREAK)) {
    if (columnsOf(line + part.trimEnd()) <= width) {
      line += part;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = part.trimStart();
    while (columnsOf(line) > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** The lines above the rows. */
export function tableHead(): string {
  const names = `${' '.repeat(STATUS_WIDTH)}${pad('Check', TITLE_WIDTH)}Result, what it means, -> what to do and where`;
  return `${names}\n${'-'.repeat(WIDTH)}`;
}

/** The lines of one check. */
export function tableRow({ status, title, result, meaning, advice }: CheckResult): string {
  const texts = [
    ...wrap(result, TEXT_WIDTH),
    ...wrap(meaning, TEXT_WIDTH),
    ...wrap(advice, TEXT_WIDTH - 3).map((line, index) => (index === 0 ? '-> ' : '   ') + line),
  ];
  const titles = wrap(title, TITLE_WIDTH - 2);
  return Array.from({ length: Math.max(texts.length, titles.length) }, (_, index) =>
    [pad(index === 0 ? STATUS[status] : '', STATUS_WIDTH), pad(titles[index] ?? '', TITLE_WIDTH), texts[index] ?? '']
      .join('')
      .trimEnd(),
  ).join('\n');
}

/** The lines below the rows: differences to the strict emulator, and the conclusion. */
export function tableFoot({ checks, differences, ok }: Report): string {
  const titles = (status: CheckResult['status'], fits = (_each: CheckResult) => true) =>
    checks.filter((each) => each.status === status && fits(each)).map(({ title }) => title);
  const [failed, off] = [titles('fail'), titles('off')];
  const disturbing = titles('skip', ({ result }) => result === NOT_IN_YOUR_ROOM);
  const impossible = titles('skip', ({ result }) => result !== NOT_IN_YOUR_ROOM);
  const lines = ['-'.repeat(WIDTH)];
  if (!checks.some(({ id, status }) => id === 'join' && status === 'pass'))
    lines.push('Not compared with the emulator, because no room was joined.');
  else if (differences.length === 0) lines.push('No observed difference to the strict profile of the emulator.');
  else {
    lines.push(`Differences to the strict profile of the emulator: ${differences.length}`);
    for (const { setting, strict, text } of differences) lines.push(`  ${text} (${setting}; strict: ${strict})`);
  }
  lines.push('');
  if (failed.length > 0) lines.push(...wrap(`Missing for the elements: ${failed.join(', ')}.`, WIDTH));
  if (off.length > 0) lines.push(...wrap(`Off, and not needed: ${off.join(', ')}.`, WIDTH));
  if (disturbing.length > 0)
    lines.push(...wrap(`Checked in a test room only (run without --group): ${disturbing.join(', ')}.`, WIDTH));
  if (impossible.length > 0)
    lines.push(...wrap(`Not checked, because of what is missing: ${impossible.join(', ')}.`, WIDTH));
  lines.push(ok ? 'The application has everything that the elements need.' : 'Repair what is missing, and run again.');
  return lines.join('\n');
}
