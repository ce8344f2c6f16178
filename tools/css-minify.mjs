// Removes comments and unneeded white space from the css`…` literals in *.styles.ts, which script minifiers do not
// change. Strings stay as they are, and so does every space that may be a combinator or an operator.
const LITERAL = /\bcss`((?:[^`\\]|\\[\s\S])*)`/g;
const PIECES = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?\*\/|\s+/g;

export function minifyCss(css) {
  return css
    .replace(PIECES, (_piece, string) => string ?? ' ')
    .split(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/ ?([{};,]) ?/g, '$1')
            .replace(/: /g, ':')
            .replaceAll(';}', '}')
            .replace(/ {2,}/g, ' '),
    )
    .join('')
    .trim();
}

export function cssMinify() {
  return {
    name: 'css-minify',
    transform(code, id) {
      if (!id.endsWith('.styles.ts')) return null;
      return { code: code.replace(LITERAL, (_literal, css) => `css\`${minifyCss(css)}\``), map: null };
    },
  };
}
