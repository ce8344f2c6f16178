// Declarations of the elements for JSX and templates, one file per framework. The types refer to the classes
// (`LiveChat['notices']`), so that both always agree.

const MADE =
  '// Made from the class comments of the elements; types only. Name it in `compilerOptions.types` or in `/// ' +
  '<reference types="…" />`.';
const quoted = (name) => (/^[A-Za-z]\w*$/.test(name) ? name : `'${name}'`);
const camel = (name) => name.replace(/-([a-z])/g, (_dash, letter) => letter.toUpperCase());
const doc = (text) => (text ? `  /** ${text.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n` : '');

/** The type of an attribute that is not the name of a property and so is set as text. */
function asText({ property, type }, className, falsehood) {
  if (type === 'number') return `${className}['${property}'] | \`\${number}\``;
  // In frameworks that write `false` as text the attribute would be switched on: there the property must be bound.
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

/** The components of `live-chat-elements/react`, which `src/react.ts` makes. */
function reactComponents(elements) {
  const style = { event: (name) => camel(`on-${name}`), dashes: false };
  const names = [...new Set(elements.flatMap(({ events }) => events.map(({ className }) => className)))].sort();
  const classes = elements.map(({ className }) => `${className} as ${className}Element`);
  const components = elements.map((element) => {
    const { className, description } = element;
    const declared = props(element, style)
      .replaceAll(`${className}[`, `${className}Element[`)
      .replaceAll(' | `${number}`', '')
      .replace(`interface ${className}Props`, `interface ${className}ComponentProps`);
    const type = `ForwardRefExoticComponent<Omit<HTMLAttributes<${className}Element>, keyof ${className}ComponentProps> & ${className}ComponentProps & RefAttributes<${className}Element>>`;
    return `${declared}${doc(description.split('\n')[0]).trimStart()}export declare const ${className}: ${type};\n`;
  });
  return `${MADE}\nimport type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';\nimport type { ${[...classes, ...names].join(', ')} } from '../index.js';\n\n${components.join('\n')}`;
}

/** Returns the contents by file name. */
export function frameworkTypes(elements) {
  return {
    'react.d.ts': `${file(elements, {
      ...JSX,
      module: 'react',
      imports: "import type { DetailedHTMLProps, HTMLAttributes } from 'react';",
      style: { event: jsxEvent },
      entry: (name) => `DetailedHTMLProps<HTMLAttributes<${name}>, ${name}> & ${name}Props`,
    })}\nexport * from './react-components.js';\n`,
    'react-components.d.ts': reactComponents(elements),
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
    // Vue's compiler converts dashes to camel case before it looks a name up.
    'vue.d.ts': file(elements, {
      module: 'vue',
      table: 'GlobalComponents',
      imports: "import type { HTMLAttributes } from 'vue';",
      style: { event: (name) => camel(`on-${name}`), dashes: false },
      entry: (name) => `new () => ${name} & { $props: HTMLAttributes & ${name}Props }`,
    }),
  };
}
