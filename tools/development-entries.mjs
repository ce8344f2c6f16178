// A rollup plugin: writes the entries of the export condition `development`, `dist/development/<entry>.js`. Each loads
// the entry of the same name, so that no class exists twice, and before it the module that checks the set-up.

/** Entry → the classes that it brings. An entry without any loads those of another first. */
const ENTRIES = {
  index: ['LiveChat', 'DanmakuLayer', 'LikeButton'],
  'live-chat': ['LiveChat'],
  'danmaku-layer': ['DanmakuLayer'],
  'like-button': ['LikeButton'],
  // Before the tags are registered, so that the elements in the page are checked too.
  define: [],
  react: [],
};

function codeOf(entry, classes) {
  const lines =
    classes.length > 0
      ? [
          `import { watchSetup } from './setup-warnings.js';`,
          `import { ${classes.join(', ')} } from '../${entry}.js';`,
          ...classes.map((name) => `watchSetup(${name});`),
        ]
      : [`import './index.js';`];
  const directive = entry === 'react' ? [`'use client';`] : [];
  return [...directive, ...lines, `export * from '../${entry}.js';`, ''].join('\n');
}

export function developmentEntries() {
  return {
    name: 'development-entries',
    generateBundle() {
      for (const [entry, classes] of Object.entries(ENTRIES))
        this.emitFile({ type: 'asset', fileName: `${entry}.js`, source: codeOf(entry, classes) });
    },
  };
}
