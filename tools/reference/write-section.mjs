// Renders one element as Markdown. `labels` are the headings of the tables; `translate` maps an English sentence to the
// language of the page.

/** Properties of all three elements. The page describes them once, above the generated part. */
const COMMON = [
  'for',
  'tokenEndpoint',
  'tokenCredentials',
  'groupId',
  'tokenProvider',
  'chat',
  'userId',
  'room',
  'terms',
  'status',
];

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
/** An element uses 0 for a default that it computes; the sentence describes that default. */
const defaultOf = ({ type, default: value }) => (type === 'boolean' || value === '0' ? '' : code(value));

/** Numbered properties such as `--chat-hue-1` to `--chat-hue-8` share one row. */
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
  translate,
) {
  const sentenceOf = (description = '') => (description ? translate(description.replaceAll('\n', ' ')) : '');
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
