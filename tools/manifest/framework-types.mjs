// The declarations that tell JSX and templates of our tags, one file for each framework. Types are taken from the
// classes
// (`LiveChat['notices']`), so that nothing here can say something else than they do.

const MADE =
  '// Made from the class comments of the elements; types only. Name it in `compilerOptions.types` or in `/// <reference types="…" />`.';
const quoted = (name) => (/^[A-Za-z]\w*$/.test(name) ? name : `'${name}'`);
const camel = (name) => name.replace(/-([a-z])/g, (_dash, letter) => letter.toUpperCase());
const doc = (text) => (text ? `  /** ${text.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n` : '');

/** What an attribute may be given where it is no property's name, hence ends up as text. */
function asText({ property, type }, className, falsehood) {
  if (type === 'number') return `${className}['${property}'] | \`\${number}\``;
  // Frameworks that write `false` as text would switch the attribute on: there the property's name is the one to bind.
  if (type === 'boolean' && !falsehood) return "true | ''";
  return `${className}['${property}']`;
}

function props(element, { event, falsehood = true, dashes = true }) {
  const { className, attributes, properties, events } = element;
  const lines = attributes.flatMap((attribute) => {
    const { name, property, description } = attribute;
    const own = name === property ? [] : [[name, asText(attribute, className, falsehood), description]];
    if (!dashes)
      return [
        [property, name === property ? `${className}['${property}']` : asText(attribute, className, true), description],
      ];
    return [...own, [property, `${className}['${property}']`, description]];
  });
  for (const { name, description, isReadonly } of properties)
    if (!isReadonly) lines.push([name, `${className}['${name}']`, description]);
  for (const { name, description, className: eventClass } of events)
    lines.push([event(name), `((event: ${eventClass}) => void)`, description]);
  return `export interface ${className}Props {\n${lines.map(([name, type, description]) => `${doc(description)}  ${quoted(name)}?: ${type} | undefined;\n`).join('')}}\n`;
}

function file(elements, { imports, style, module, open = '', close = '', table, entry }) {
  const names = [
    ...new Set(elements.flatMap(({ className, events }) => [className, ...events.map((event) => event.className)])),
  ].sort();
  const rows = elements
    .map(
      (element) =>
        `    ${doc(element.description.split('\n')[0]).trimStart()}    '${element.tagName}': ${entry(element.className)};\n`,
    )
    .join('');
  return `${MADE}\n${imports}\nimport type { ${names.join(', ')} } from '../index.js';\n\n${elements.map((element) => props(element, style)).join('\n')}\ndeclare module '${module}' {\n${open}  interface ${table} {\n${rows}  }\n${close}}\n`;
}

const JSX = { open: '  namespace JSX {\n', close: '  }\n', table: 'IntrinsicElements' };
const jsxEvent = (name) => `on${name}`;

/** File names to contents. */
export function frameworkTypes(elements) {
  return {
    'react.d.ts': file(elements, {
      ...JSX,
      module: 'react',
      imports: "import type { DetailedHTMLProps, HTMLAttributes } from 'react';",
      style: { event: jsxEvent },
      entry: (name) => `DetailedHTMLProps<HTMLAttributes<${name}>, ${name}> & ${name}Props`,
    }),
    'preact.d.ts': file(elements, {
      ...JSX,
      module: 'preact',
      imports: "import type { HTMLAttributes } from 'preact';",
      style: { event: jsxEvent },
      entry: (name) => `HTMLAttributes<${name}> & ${name}Props`,
    }),
    'solid.d.ts': file(elements, {
      ...JSX,
      module: 'solid-js',
      imports: "import type { JSX } from 'solid-js';",
      style: { event: (name) => `on:${name}` },
      entry: (name) => `JSX.HTMLAttributes<${name}> & ${name}Props`,
    }),
    'svelte.d.ts': file(elements, {
      module: 'svelte/elements',
      table: 'SvelteHTMLElements',
      imports: "import type { HTMLAttributes } from 'svelte/elements';",
      style: { event: jsxEvent, falsehood: false },
      entry: (name) => `HTMLAttributes<${name}> & ${name}Props`,
    }),
    // Vue's compiler turns dashes into capitals before it looks a name up.
    'vue.d.ts': file(elements, {
      module: 'vue',
      table: 'GlobalComponents',
      imports: "import type { HTMLAttributes } from 'vue';",
      style: { event: (name) => camel(`on-${name}`), dashes: false },
      entry: (name) => `new () => ${name} & { $props: HTMLAttributes & ${name}Props }`,
    }),
  };
}
