// Reads the elements from dist/custom-elements.json into the structure from which the reference in docs/, the typings
// and the editor data are made. Leaves out what the analyzer finds in the code but no class comment describes, for
// example an event of an inner node.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Files outside of an element's folder whose constants are defaults of attributes. */
const SHARED_CONSTANTS = ['src/protocol/limits.ts', 'src/room/model/room-options.ts'];
const ORDER = ['live-chat', 'danmaku-layer', 'like-button'];

/** `'a' | 'b'` as ['a', 'b']; empty for every other type. */
const valuesOf = (type = '') =>
  /^'[^']*'( \| '[^']*')+$/.test(type) ? [...type.matchAll(/'([^']*)'/g)].map(([, value]) => value) : [];
const isPublic = ({ privacy, static: isStatic, name }) =>
  privacy !== 'private' && privacy !== 'protected' && !isStatic && !name.startsWith('#');
/** The event `chat-message` has the class ChatMessageEvent. */
const eventClass = (name) => `${name.replace(/(^|-)[a-z]/g, (start) => start.at(-1).toUpperCase())}Event`;

export function readElements(root) {
  const { modules } = JSON.parse(readFileSync(path.join(root, 'dist/custom-elements.json'), 'utf8'));
  const elements = modules.flatMap(({ path: file, declarations = [] }) =>
    declarations
      .filter(({ tagName }) => ORDER.includes(tagName))
      .map((declaration) => elementFrom(root, file, declaration)),
  );
  if (elements.length !== ORDER.length)
    throw new Error(
      `custom-elements.json has ${elements.map(({ tagName }) => tagName).join(', ') || 'no element'}, and not ` +
        `${ORDER.join(', ')}. Is a @tagname missing?`,
    );
  return elements.sort((a, b) => ORDER.indexOf(a.tagName) - ORDER.indexOf(b.tagName));
}

function elementFrom(
  root,
  file,
  {
    tagName,
    name: className,
    description = '',
    attributes = [],
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
    cssStates = [],
  },
) {
  const shared = SHARED_CONSTANTS.map((each) => readFileSync(path.join(root, each), 'utf8'));
  const source = [sourceOf(path.join(root, path.dirname(file))), ...shared].join('\n');
  const fields = members.filter((member) => member.kind === 'field' && isPublic(member));
  return {
    tagName,
    className,
    description,
    attributes: attributes.map(({ name, fieldName, description: text = '', type, default: written = '' }) => {
      const value = constant(source, written).replace(/^'(.*)'$/, '$1');
      return {
        name,
        property: fieldName,
        description: text,
        type: type?.text ?? typeof JSON.parse(value),
        values: valuesOf(type?.text),
        default: value,
      };
    }),
    properties: fields
      .filter(({ attribute }) => !attribute)
      .map(({ name, description: text = '', type, readonly = false }) => ({
        name,
        description: text,
        type: type?.text ?? '',
        isReadonly: readonly,
      })),
    methods: members
      .filter((member) => member.kind === 'method' && member.description && isPublic(member))
      .map(({ name, description: text, parameters = [] }) => ({
        name,
        description: text,
        parameters: parameters.map((parameter) => parameter.name),
      })),
    events: events
      .filter(({ name = '' }) => /^(chat|danmaku)-/.test(name))
      .map(({ name, description: text = '' }) => ({ name, description: text, className: eventClass(name) })),
    slots,
    cssParts,
    cssProperties,
    cssStates,
  };
}

const sourceOf = (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');

/** Replaces the name of a constant such as `DEFAULT_MAX_HEARTS` by its value. */
function constant(source, written) {
  if (!/^[A-Z][A-Z_]+$/.test(written)) return written;
  const value = new RegExp(`const ${written} = ([^;]+);`).exec(source)?.[1];
  if (value === undefined)
    throw new Error(
      `${written}, the default of an attribute, is a constant neither of the element's folder nor of ` +
        `${SHARED_CONSTANTS.join(' or ')}.`,
    );
  return value.replaceAll('_', '');
}
