// Import it in a browser test file: any unexpected console output, error event or unhandled rejection fails the test
// that caused it. With `expectConsole(part)` a test allows expected output.

import './skip-unsupported.js';

const said: string[] = [];
const expected: string[] = [];

/** With the stack of an error, which names the file that is its source. */
function textOf(value: unknown): string {
  return value instanceof Error ? `${String(value)} ${value.stack ?? ''}` : String(value);
}

for (const level of ['warn', 'error'] as const) {
  const original = console[level].bind(console);
  console[level] = (...args: unknown[]) => {
    const text = args.map(textOf).join(' ');
    if (text.includes('Lit is in dev mode') || text.includes('Multiple versions of Lit')) return;
    if (expected.some((part) => text.includes(part))) return;
    said.push(`console.${level}: ${text}`);
    original(...args);
  };
}
addEventListener('unhandledrejection', ({ reason }) => {
  const text = textOf(reason);
  if (!expected.some((part) => text.includes(part))) said.push(`unhandled rejection: ${text}`);
});

/** The current test may print texts that contain `part`. */
export function expectConsole(part: string): void {
  expected.push(part);
}

afterEach(() => {
  const unexpected = said.splice(0);
  expected.length = 0;
  if (unexpected.length > 0) throw new Error(`Unexpected output:\n${unexpected.join('\n')}`);
});
