// Custom data for VS Code (`html.customData`, `css.customData`): tags and attributes with their values, custom
// properties, parts, states.
const says = (value) => ({ description: { kind: 'markdown', value } });

/** Returns `{ html, css }`, the contents of the two files. */
export function vscodeData(elements) {
  return {
    html: {
      version: 1.1,
      tags: elements.map(({ tagName, description, attributes }) => ({
        name: tagName,
        ...says(description),
        attributes: attributes.map(({ name, description: text, type, values }) => ({
          name,
          ...says(text),
          ...(type === 'boolean' ? { valueSet: 'v' } : {}),
          ...(values.length > 0 ? { values: values.map((value) => ({ name: value })) } : {}),
        })),
      })),
    },
    css: {
      version: 1.1,
      properties: elements.flatMap(({ cssProperties }) =>
        cssProperties.map(({ name, description, default: value }) => ({
          name,
          ...says(value ? `${description}\n\nDefault: \`${value}\`` : description),
        })),
      ),
      pseudoElements: unique(elements, 'cssParts', (name) => `::part(${name})`),
      pseudoClasses: unique(elements, 'cssStates', (name) => `:state(${name})`),
    },
  };
}

/** Two elements may have a part of the same name; the editor accepts each name once. */
function unique(elements, kind, selector) {
  const texts = new Map();
  for (const { tagName, [kind]: entries } of elements)
    for (const { name, description } of entries)
      texts.set(name, [...(texts.get(name) ?? []), `\`<${tagName}>\`: ${description}`]);
  return [...texts].map(([name, lines]) => ({ name: selector(name), ...says(lines.join('\n\n')) }));
}
