// For rollup, after TypeScript: says what Lit's decorators declare by `static properties` and getters. The same
// elements, without
// decorators, a helper in each file, and statements after the class that keep bundlers from leaving it out. Lines stay
// where they
// are, for source maps. A decorator that it does not know, or one written otherwise, stops the build.

const DECORATED = /^__decorateClass\(\[\n {2}(property|state|query)\((.*?)\)\n\], (\w+)\.prototype, "(\w+)", 2\);$/gms;
const HELPER = /^var __defProp = [\s\S]*?^var __decorateClass = [\s\S]*?^};$/m;
const IMPORT = /^import \{[^}]*\} from "lit\/decorators\.js";$/m;
const onlyLines = (text) => text.replace(/[^\n]/g, '');

/** `code` as esbuild leaves it. Throws when a decorator remains. */
function litProperties(code, id) {
  const declared = [];
  const getters = [];
  let element;
  const plain = code.replace(DECORATED, (all, decorator, options, name, key) => {
    element = name;
    if (decorator === 'query')
      getters.push(`get ${key}() { return this.renderRoot?.querySelector(${options}) ?? null; }`);
    else declared.push(`${key}: ${decorator === 'state' ? '{ state: true }' : options || '{}'}`);
    return onlyLines(all);
  });
  const head = new RegExp(`^(?:export )?(?:const ${element} = )?class (?:_?${element} )?extends LitElement \\{$`, 'm');
  const result = plain
    .replace(HELPER, onlyLines)
    .replace(IMPORT, onlyLines)
    .replace(head, (line) => `${line} static properties = { ${declared.join(', ')} }; ${getters.join(' ')}`);
  if (
    result.includes('__decorateClass') ||
    result.includes('lit/decorators') ||
    !result.includes('static properties = {')
  ) {
    throw new Error(`${id}: a decorator is written in a way that tools/lit-decorators.mjs does not know.`);
  }
  return result;
}

export function litDecorators() {
  return {
    name: 'lit-decorators',
    transform(code, id) {
      return code.includes('__decorateClass') ? { code: litProperties(code, id), map: null } : null;
    },
  };
}
