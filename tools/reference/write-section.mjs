// One element as Markdown, in any language: `labels` are the words of the tables, `say` turns an English sentence into
// the language's.

/** Said once, for all three. */
const COMMON = ['for', 'tokenEndpoint', 'tokenCredentials', 'groupId', 'tokenProvider', 'room', 'terms', 'status'];

const cell = (text = '') => text.replaceAll('\n', ' ').replaceAll('|', '\\|').trim();
const code = (text) => (text ? `\`${text}\`` : '');
const table = (head, rows) =>
  rows.length === 0
    ? []
    : [
        `| ${head.join(' | ')} |`,
        `|${' --- |'.repeat(head.length)}`,
        ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
        '',
      ];
const isOwn = ({ property, name }) => !COMMON.includes(property ?? name);
/** A zero is how an element says that it chooses itself; its sentence tells what. */
const defaultOf = ({ type, default: value }) => (type === 'boolean' || value === '0' ? '' : code(value));

/** `--chat-hue-1` to `--chat-hue-8` take one row. */
function families(properties, to, sentenceOf) {
  const lastOf = new Map(properties.map(({ name }) => [name.replace(/-\d+$/, '-1'), name]));
  return properties
    .filter(({ name }) => !/-(?:[2-9]|\d\d)$/.test(name))
    .map(({ name, description, default: value }) =>
      lastOf.get(name) === name
        ? [code(name), code(value), sentenceOf(description)]
        : [`${code(name)} ${to} ${code(lastOf.get(name))}`, '', sentenceOf(description.replace(/^First/, 'Each'))],
    );
}

export function writeSection(
  { tagName, attributes, properties, methods, events, slots, cssParts, cssProperties, cssStates },
  labels,
  say,
) {
  const sentenceOf = (description = '') => (description ? say(description.replaceAll('\n', ' ')) : '');
  const list = (title, entries, name = (entry) => code(entry.name)) =>
    entries.length === 0
      ? []
      : [
          `${title}${entries.map((entry) => `${name(entry)} ${cell(sentenceOf(entry.description)).replace(/[.。]$/, '')}`).join(' · ')}${labels.end}`,
          '',
        ];
  return [
    `### \`<${tagName}>\``,
    '',
    ...table(
      [labels.attribute, labels.fallback, ''],
      attributes
        .filter(isOwn)
        .map((attribute) => [code(attribute.name), defaultOf(attribute), sentenceOf(attribute.description)]),
    ),
    ...table(
      [labels.property, ''],
      [
        ...properties
          .filter(isOwn)
          .map(({ name, description, isReadonly }) => [
            code(name),
            `${sentenceOf(description)}${isReadonly ? labels.readOnly : ''}`,
          ]),
        ...methods.map(({ name, parameters, description }) => [
          code(`${name}(${parameters.join(', ')})`),
          sentenceOf(description),
        ]),
      ],
    ),
    ...table(
      [labels.event, ''],
      events.map(({ name, description }) => [code(name), sentenceOf(description)]),
    ),
    ...list(labels.slots, slots, ({ name }) => (name ? code(name) : labels.unnamed)),
    ...list(labels.parts, cssParts),
    ...list(labels.states, cssStates, ({ name }) => code(`:state(${name})`)),
    ...table([labels.cssProperty, labels.fallback, ''], families(cssProperties, labels.to, sentenceOf)),
  ].join('\n');
}
