// Rules of the language, of Lit and of custom elements, and the project's own import rules (tools/lint).
import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { boundaries } from './tools/lint/import-boundaries.mjs';

/** `emulator/core` runs in Node and in a page: it uses the globals of neither. */
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

  { files: ['src/**/*.ts'], plugins: { boundaries }, rules: { 'boundaries/imports': 'error' } },
  {
    // A node that was moved to another document is in Firefox no instance of the classes of this window.
    files: ['src/elements/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: String.raw`BinaryExpression[operator="instanceof"] > Identifier.right[name=/^(Node|Element|Document|ShadowRoot|Text|(HTML|SVG)\w*Element)$/]`,
          message: 'Use isElement, isDocument or isShadowRoot of elements/shared/element-utils.ts.',
        },
      ],
    },
  },
  { files: ['src/emulator/core/**/*.ts'], rules: { 'no-restricted-globals': ['error', ...DOM_GLOBALS] } },
);
