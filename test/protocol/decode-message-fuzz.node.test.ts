// A hundred thousand messages that are almost valid: mutations of the golden ones. None throws, none forges a sender,
// and every result is within its bounds.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { ImMessage } from '../../src/im/im-client.js';
import { MAX_LIKES_PER_MESSAGE } from '../../src/protocol/limits.js';
import { type DecodedMessage, decodeMessage } from '../../src/protocol/decode-message.js';
import { seeded } from '../support/seeded.js';
import { imMessage, type SentMessage } from './support/im-message.js';

const ROUNDS = 100_000;
const FOLDER = new URL('./golden/', import.meta.url);
const SPLICES = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  '1e999',
  '-0',
  '"__proto__":',
  '"constructor":{"prototype":{}},',
  '\u0000',
  '\ud800',
  '\u202e',
  '😀',
  '"userAction":',
  '"cmd":"CustomCmdMsg",',
  '"businessID":"TUIGift_like",',
  '[[[[[[[[[[',
  '"userId":"admin"',
  '9007199254740993',
];
const VALUES = [
  null,
  true,
  -1,
  0,
  4,
  301,
  1e21,
  Number.MIN_VALUE,
  '',
  '4',
  'u1',
  'javascript:alert(1)',
  'https://a:b@c/',
  'x'.repeat(3_000),
  [],
  {},
  [[]],
  { __proto__: null },
];

/** The fields of each kind of result. Others are not allowed, so that no text of a user can pass for another kind. */
const FIELDS: Record<DecodedMessage['kind'], readonly string[]> = {
  text: ['kind', 'text', 'extras'],
  face: ['kind', 'index', 'data'],
  like: ['kind', 'count', 'id'],
  gift: ['kind', 'gift'],
  control: ['kind', 'control'],
  presence: ['kind', 'action'],
  custom: ['kind', 'data'],
  ignored: ['kind'],
};

const messages = readdirSync(FOLDER).flatMap((file) =>
  (JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { cases: { message: SentMessage }[] }).cases.map(
    ({ message }) => message,
  ),
);
const random = seeded(20_261_123);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

function bendText(text: string): string {
  const at = Math.floor(random() * (text.length + 1));
  switch (Math.floor(random() * 4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 5));
    case 1:
      return text.slice(0, at) + pick(SPLICES) + text.slice(at);
    case 2:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x1_0000)) + text.slice(at + 1);
  }
}

/** Changes one field. */
function bendValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) return pick(VALUES);
  const keys = Object.keys(value);
  if (keys.length === 0) return pick(VALUES);
  const key = pick(keys);
  return {
    ...value,
    [random() < 0.1 ? pick(['__proto__', 'constructor', 'data', 'cmd', 'userAction']) : key]: bendValue(
      (value as Record<string, unknown>)[key],
    ),
  };
}

function bend(text: string): string {
  if (random() < 0.5) {
    try {
      return JSON.stringify(bendValue(JSON.parse(text)));
    } catch {
      // A plain text is mutated as text.
    }
  }
  return bendText(text);
}

function bent(): ImMessage {
  const message = pick(messages);
  const times = 1 + Math.floor(random() * 3);
  let { sender, cloudCustomData = '' } = message;
  if (random() < 0.2) sender = pick(['u1', 'u2', '', 'administrator', '__proto__']);
  if (cloudCustomData || random() < 0.1) cloudCustomData = bend(cloudCustomData || '{"liveChat":{"v":1}}');
  let content = message.kind === 'text' ? message.text : message.kind === 'custom' ? message.data : '';
  for (let time = 0; time < times; time++) content = bend(content);
  if (message.kind === 'face') return imMessage({ ...message, sender });
  const kind = random() < 0.1 ? pick(['text', 'custom'] as const) : message.kind;
  return imMessage(
    kind === 'text'
      ? { kind, sender, cloudCustomData, text: content }
      : { kind, sender, cloudCustomData, data: content },
  );
}

function check(message: ImMessage, read: DecodedMessage): void {
  assert.ok(
    Object.keys(read).every((key) => FIELDS[read.kind].includes(key)),
    'a field that does not belong',
  );
  switch (read.kind) {
    case 'like':
      assert.ok(Number.isInteger(read.count) && read.count >= 1 && read.count <= MAX_LIKES_PER_MESSAGE);
      break;
    case 'gift':
      assert.ok(read.gift.name !== '' && Number.isInteger(read.gift.count) && read.gift.count >= 1);
      assert.match(read.gift.image, /^(https:\/\/[^@]*)?$/);
      break;
    case 'text':
      assert.notEqual(read.text.trim(), '');
      break;
    case 'presence':
      // A text names its author only when that is its true sender.
      assert.ok(
        message.kind === 'custom' ||
          (message.kind === 'text' &&
            (JSON.parse(message.text) as { userId: unknown }).userId === message.from.userId &&
            message.from.userId !== ''),
      );
      break;
    case 'control':
      assert.equal(message.kind, 'custom');
      break;
    default:
  }
}

test(`decodeMessage handles ${ROUNDS} mutated messages: no exception, no forged sender, no value out of bounds`, () => {
  const kinds = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const message = bent();
    try {
      const read = decodeMessage(message);
      kinds.set(read.kind, (kinds.get(read.kind) ?? 0) + 1);
      check(message, read);
    } catch (error) {
      throw new Error(`Round ${round}: ${JSON.stringify(message)}`, { cause: error });
    }
  }
  assert.equal(kinds.size, 8, 'every kind of result was met');
  assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('userAction'), false);
});
