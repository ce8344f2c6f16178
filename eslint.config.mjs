// Rules of the language, of Lit and of custom elements, and the house's own: who may import whom.
import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';

/** What must not be imported, as regular expressions on the import's text, with the reason. */
const NO = {
  lit: [String.raw`^(lit|lit-html|lit-element|@lit/[^/]+)(/|$)`, 'This folder knows no Lit.'],
  elements: [
    String.raw`(^|/)(live-chat|danmaku-layer|like-button)/`,
    'Elements never import each other, and nothing below them imports them.',
  ],
  ui: [String.raw`(^|/)ui/`, 'Arrows run elements → ui → room → im.'],
  room: [String.raw`(^|/)room/`, 'Arrows run elements → ui → room → im.'],
  im: [String.raw`(^|/)im/`, 'Only the room speaks with im/.'],
  server: [String.raw`(^|/)server/`, 'Browser folders never import the server.'],
  emulator: [String.raw`(^|/)emulator/`, 'Only demo and tests import the emulator.'],
  emulatorNode: [String.raw`^\.\.?/.*\bnode/`, 'This folder runs without Node.'],
  node: [String.raw`^(node:|ws$)`, 'This folder runs without Node.'],
  sdk: [String.raw`^(tim-js-sdk|@tencentcloud/)`, 'Only im/load-tim-sdk.ts imports the SDK.'],
  purify: [String.raw`^dompurify$`, 'Only room/sanitize.ts imports DOMPurify.'],
};

/** Static and dynamic imports alike. */
function without(...bans) {
  return {
    'no-restricted-imports': ['error', { patterns: bans.map(([regex, message]) => ({ regex, message })) }],
    'no-restricted-syntax': [
      'error',
      ...bans.map(([regex, message]) => ({
        selector: `ImportExpression[source.value=/${regex.replaceAll('/', String.raw`\/`)}/]`,
        message,
      })),
    ],
  };
}

const BROWSER = [NO.server, NO.emulator, NO.node, NO.sdk, NO.purify];
const DOM_GLOBALS = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'self',
  'WebSocket',
  'Worker',
  'HTMLElement',
  'process',
  'Buffer',
];

export default tseslint.config(
  { ignores: ['dist', 'dist-demo', 'coverage', 'test-results', 'node_modules'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['src/**/*.ts', 'demo/**/*.ts'], ...lit['flat/recommended'] },
  { files: ['src/**/*.ts', 'demo/**/*.ts'], ...wc['flat/recommended'] },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },

  {
    files: ['src/live-chat/**/*.ts', 'src/danmaku-layer/**/*.ts', 'src/like-button/**/*.ts'],
    rules: without(...BROWSER, NO.im, NO.elements),
  },
  { files: ['src/ui/**/*.ts'], rules: without(...BROWSER, NO.im, NO.elements) },
  { files: ['src/room/**/*.ts'], rules: without(...BROWSER, NO.lit, NO.ui, NO.elements) },
  {
    files: ['src/room/sanitize.ts'],
    rules: without(...BROWSER.filter((ban) => ban !== NO.purify), NO.lit, NO.ui, NO.elements),
  },
  { files: ['src/im/**/*.ts'], rules: without(...BROWSER, NO.lit, NO.room, NO.ui, NO.elements) },
  {
    files: ['src/im/load-tim-sdk.ts'],
    rules: without(...BROWSER.filter((ban) => ban !== NO.sdk), NO.lit, NO.room, NO.ui, NO.elements),
  },
  { files: ['src/*.ts'], rules: without(NO.server, NO.emulator, NO.node, NO.sdk, NO.purify) },
  { files: ['src/server/**/*.ts'], rules: without(NO.lit, NO.elements, NO.ui, NO.im, NO.sdk, NO.purify, NO.emulator) },
  { files: ['src/emulator/**/*.ts'], rules: without(NO.lit, NO.elements, NO.ui, NO.im, NO.sdk, NO.purify) },
  {
    files: ['src/emulator/core/**/*.ts'],
    rules: {
      ...without(NO.lit, NO.elements, NO.ui, NO.im, NO.sdk, NO.purify, NO.node, NO.emulatorNode),
      'no-restricted-globals': ['error', ...DOM_GLOBALS],
    },
  },
  {
    files: ['src/emulator/page/**/*.ts'],
    rules: without(NO.lit, NO.elements, NO.ui, NO.im, NO.sdk, NO.purify, NO.node, NO.emulatorNode),
  },
);
