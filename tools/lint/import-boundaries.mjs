// The rule `boundaries/imports`: which folder of `src` may import which other folder and which package, and what a
// `*.lazy.ts` file is. The table is the only place where this is written.
import { builtinModules } from 'node:module';
import path from 'node:path';

/** Folder of `src` → folders it may import besides itself. A file belongs to the longest folder that matches. */
export const FOLDERS = {
  '': ['elements/live-chat', 'elements/danmaku-layer', 'elements/like-button', 'elements/shared', 'room', 'room/model'],
  'elements/live-chat': ['elements/shared', 'room', 'room/model', 'protocol', 'text', 'util'],
  'elements/danmaku-layer': ['elements/shared', 'room', 'room/model', 'protocol', 'text', 'util'],
  'elements/like-button': ['elements/shared', 'room', 'room/model', 'protocol', 'util'],
  'elements/shared': ['room', 'room/model', 'protocol', 'util'],
  development: ['elements/shared', 'room/model'],
  room: [
    ...['room/connection', 'room/likes', 'room/messages', 'room/moderation', 'room/state', 'room/model'],
    ...['protocol', 'text', 'im', 'im/sandboxed', 'im/v2', 'im/v3', 'im/attached', 'util'],
  ],
  'room/moderation': ['room/connection', 'room/state', 'room/model', 'protocol', 'text', 'im', 'util'],
  'room/messages': ['room/connection', 'room/state', 'room/model', 'protocol', 'text', 'im', 'util'],
  'room/likes': ['room/model', 'protocol', 'im', 'util'],
  'room/connection': ['room/model', 'protocol', 'text', 'im', 'util'],
  'room/state': ['room/model', 'protocol', 'text', 'im', 'util'],
  'room/model': ['protocol', 'text', 'im', 'util'],
  protocol: ['text', 'im', 'util'],
  text: ['util'],
  im: ['util'],
  'im/tim': ['im', 'util'],
  'im/sandboxed': ['im/tim', 'im/v2', 'im/v3', 'im', 'util'],
  'im/v2': ['im/tim', 'im', 'util'],
  'im/v3': ['im/tim', 'im', 'util'],
  'im/attached': ['im/tim', 'im', 'util'],
  util: [],
  server: ['protocol', 'text', 'util'],
  doctor: ['server', 'protocol', 'text', 'util', 'im/tim', 'emulator/core'],
  emulator: ['emulator/core', 'emulator/node', 'emulator/page', 'server'],
  'emulator/core': [],
  'emulator/node': ['emulator/core', 'server'],
  'emulator/page': ['emulator/core', 'server'],
};

/** Package → the folders or single files of `src` that may import it. Type imports are not restricted. */
export const PACKAGES = {
  lit: ['elements'],
  dompurify: ['text/sanitize-html.ts'],
  nanoid: ['room'],
  '@lit/react': ['react.ts'],
  react: ['react.ts'],
  '@tencentcloud/chat': ['im/v3/tim-sdk-3.lazy.ts'],
  'tim-js-sdk': ['im/v2/tim-sdk.lazy.ts', 'doctor/sdk-page.ts'],
  ws: ['emulator/node', 'doctor/sdk-page.ts'],
  '@noble/curves': ['server/ecdsa.ts'],
  'node:crypto': ['emulator/node'],
  node: ['emulator/node', 'doctor'],
};

const isIn = (file, place) => file === place || file.startsWith(`${place}/`);
const folderOf = (file) =>
  Object.keys(FOLDERS)
    .filter((folder) => folder === '' || isIn(file, folder))
    .sort((a, b) => b.length - a.length)[0];

/** `lit/decorators.js` is lit, `node:fs` is node unless the table names it. */
function packageOf(specifier) {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    const name = specifier.startsWith('node:') ? specifier : `node:${specifier}`;
    return name in PACKAGES ? name : 'node';
  }
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Why `from` may not import `specifier`, or undefined. Both paths are relative to `src`, with forward slashes. */
export function importProblem(from, specifier, { isType = false, isDynamic = false } = {}) {
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    const places = PACKAGES[name];
    if (isType || places?.some((place) => isIn(from, place))) return undefined;
    return `src/${from} may not import the package "${name}".`;
  }
  const target = path.posix.join(path.posix.dirname(from), specifier).replace(/\.js$/, '.ts');
  const [own, other] = [folderOf(from), folderOf(target)];
  if (own !== other && !FOLDERS[own].includes(other))
    return `src/${own || '*.ts'} may not import src/${other || '*.ts'}.`;
  const isLazy = target.endsWith('.lazy.ts');
  if (isDynamic && !isLazy) return `import() may only load a *.lazy.ts file, not ${target}.`;
  if (isLazy && !isDynamic && !isType) return `${target} may only be loaded with import().`;
  return undefined;
}

const SRC = path.resolve(import.meta.dirname, '../../src');

const imports = {
  meta: { type: 'problem', schema: [], docs: { description: 'Allowed imports between the folders of src.' } },
  create(context) {
    const from = path.relative(SRC, context.filename).replaceAll(path.sep, '/');
    const check = (node, source, kind) => {
      if (typeof source?.value !== 'string') return;
      const message = importProblem(from, source.value, kind);
      if (message) context.report({ node, message });
    };
    const isTypeOnly = ({ importKind, exportKind, specifiers = [] }) =>
      importKind === 'type' ||
      exportKind === 'type' ||
      (specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type'));
    const checkStatic = (node) => check(node, node.source, { isType: isTypeOnly(node) });
    return {
      ImportDeclaration: checkStatic,
      ExportNamedDeclaration: checkStatic,
      ExportAllDeclaration: checkStatic,
      ImportExpression: (node) => check(node, node.source, { isDynamic: node.source.value?.startsWith('.') }),
    };
  },
};

export const boundaries = { rules: { imports } };
