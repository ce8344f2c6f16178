// Web-types for JetBrains editors, which find the file by `"web-types"` in package.json.

const kindOf = (type) => (type === 'boolean' || type === 'number' ? type : 'string');
const named = (entries) => entries.map(({ name, description }) => ({ name, description }));

export function webTypes(elements, { name, version }) {
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: element.attributes.map((attribute) => ({
            name: attribute.name,
            description: attribute.description,
            ...(attribute.default ? { default: attribute.default } : {}),
            ...(attribute.type === 'boolean'
              ? { value: { kind: 'no-value', type: 'boolean' } }
              : {
                  value: { kind: 'plain', type: attribute.values.length > 0 ? attribute.type : kindOf(attribute.type) },
                }),
          })),
          slots: named(element.slots),
          events: named(element.events),
          js: {
            properties: [
              ...element.attributes.map(({ property, description, type }) => ({ name: property, description, type })),
              ...element.properties.map(({ name: property, description, type, isReadonly }) => ({
                name: property,
                description,
                type,
                ...(isReadonly ? { 'read-only': true } : {}),
              })),
            ],
            events: named(element.events),
          },
          css: {
            properties: element.cssProperties.map(({ name: property, description, default: value }) => ({
              name: property,
              description,
              ...(value ? { default: value } : {}),
            })),
            parts: named(element.cssParts),
          },
        })),
      },
    },
  };
}
