// Collapses line breaks and indentation in the html`…` and svg`…` templates of the elements to one space, and to none
// before the end of a tag: no minifier of scripts changes templates. Between nodes a space is kept wherever there was
// one, so that the rendering stays the same.
const START = /\b(?:html|svg)`/g;

/** Returns `code` with its templates minified. */
export function minifyHtml(code) {
  let result = '';
  let position = 0;
  for (let match = START.exec(code); match; match = START.exec(code)) {
    const start = match.index + match[0].length;
    const { text, end } = template(code, start, true);
    result += code.slice(position, start) + text;
    position = end;
    START.lastIndex = end;
  }
  START.lastIndex = 0;
  return result + code.slice(position);
}

/** Reads the template literal whose content starts at `start`. `end` is the position after its closing backtick. */
function template(code, start, isMarkup) {
  let text = '';
  let index = start;
  let from = start;
  const take = () => {
    const part = code.slice(from, index);
    text += isMarkup ? part.replace(/\s*\n\s*(>?)/g, (_space, end) => end || ' ') : part;
  };
  for (; index < code.length; index++) {
    if (code[index] === '\\') index++;
    else if (code[index] === '`') {
      take();
      return { text: `${text}\``, end: index + 1 };
    } else if (code[index] === '$' && code[index + 1] === '{') {
      take();
      const inner = expression(code, index + 2);
      text += `\${${inner.text}`;
      from = inner.end;
      index = from - 1;
    }
  }
  throw new Error('A template is not closed.');
}

/** Reads the expression of a placeholder, with the templates in it. `end` is the position after its closing brace. */
function expression(code, start) {
  let text = '';
  let depth = 0;
  for (let index = start; index < code.length;) {
    const skipped = /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(code.slice(index));
    if (skipped) {
      text += skipped[0];
      index += skipped[0].length;
      continue;
    }
    const character = code[index];
    if (character === '`') {
      const inner = template(code, index + 1, /\b(?:html|svg)$/.test(text));
      text += `\`${inner.text}`;
      index = inner.end;
      continue;
    }
    if (character === '{') depth++;
    if (character === '}' && depth-- === 0) return { text: `${text}}`, end: index + 1 };
    text += character;
    index++;
  }
  throw new Error('A placeholder is not closed.');
}

/** The rollup plugin; runs before the TypeScript plugin. */
export function htmlMinify() {
  return {
    name: 'html-minify',
    transform(code, id) {
      if (!/[\\/]src[\\/]elements[\\/].*\.ts$/.test(id) || id.endsWith('.styles.ts')) return null;
      return { code: minifyHtml(code), map: null };
    },
  };
}
