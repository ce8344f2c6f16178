// For the script-tag build: the first download is one file, the entry itself, so that a page needs no second round trip
// before the elements are defined. Chunks need the entry's classes and functions, but must not import the entry: to the
// browser `live-chat-elements.js?v=3` is another module than `live-chat-elements.js`, so that everything would exist
// twice. Instead the entry stores what it exports in a property of `globalThis`, and each chunk reads it there. An entry
// that finds the property, because the page has loaded it by another address, exports what it finds and does nothing.
import { createHash } from 'node:crypto';

const EXPORTS = /^export \{([^}]*)\};\s*$/m;
const pairs = (list) =>
  list
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => each.split(/\s+as\s+/))
    .map(([local, exported = local]) => [local, exported]);

/** `entry`: the absolute path of the entry module. `fileName`: the file name of its chunk. */
export function entryRegistry(entry, fileName) {
  const importEntry = new RegExp(`^import \\{([^}]*)\\} from '\\.\\./${fileName.replaceAll('.', '\\.')}';`, 'm');
  /** Names the build, so that two versions of the package on one page do not share classes. */
  let key;
  return {
    name: 'entry-registry',
    renderStart() {
      const hash = createHash('sha256');
      for (const id of [...this.getModuleIds()].sort()) hash.update(this.getModuleInfo(id).code ?? '');
      key = `globalThis[Symbol.for('live-chat-elements ${hash.digest('base64url').slice(0, 8)}')]`;
    },
    renderChunk(code, chunk) {
      if (chunk.isEntry) {
        const wanted = this.getModuleInfo(entry).exports;
        const [statement, list] = EXPORTS.exec(code) ?? this.error(`${chunk.fileName} has no export statement.`);
        const all = pairs(list);
        // A chunk gets the values at the end of the entry: later assignments would not reach it.
        const assigned = assignedIn(this.parse(code).body);
        const variable = all.find(([local]) => assigned.has(local));
        if (variable) this.error(`The entry exports ${variable[0]}, which is assigned to.`);
        const values = all.map(([local, exported]) => `${exported}: ${local}`).join(', ');
        const body = code.replace(statement, () => `return { ${values} };`);
        return { code: `export const { ${wanted.join(', ')} } = ${key} ??= (() => { ${body} })();`, map: null };
      }
      const match = importEntry.exec(code);
      if (!match) return null;
      const names = pairs(match[1]).map(([exported, local]) => `${exported}: ${local}`);
      return { code: code.replace(match[0], () => `const { ${names.join(', ')} } = ${key};`), map: null };
    },
  };
}

/** Every identifier of the code that is assigned to after its declaration. */
function assignedIn(node, found = new Set()) {
  if (Array.isArray(node)) for (const each of node) assignedIn(each, found);
  else if (node && typeof node.type === 'string') {
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') found.add(node.left.name);
    if (node.type === 'UpdateExpression' && node.argument.type === 'Identifier') found.add(node.argument.name);
    for (const value of Object.values(node)) if (typeof value === 'object') assignedIn(value, found);
  }
  return found;
}
