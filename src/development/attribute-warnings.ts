// Attributes that have no effect: a misspelt name, a property that has no attribute, an event listener written as an
// attribute, and `false` as the value of a boolean attribute, which turns it on.
import type { ElementClass } from './setup-warnings.js';

/** Attributes that every element has, or that frameworks and libraries use. They are never taken for a misspelt one. */
const FOREIGN =
  /^(data|aria|item|js|ng|v|x|hx)-|[:.#*]|^_|^(accesskey|autofocus|class|dir|draggable|exportparts|form|hidden|id|inert|is|lang|name|nonce|part|popover|role|slot|spellcheck|style|tabindex|title|translate)$/;
/** `onchat-message="…"`, `@chat-message`, `(chat-message)`, `v-on:chat-message`, `on:chat-message`. */
const LISTENER = /^(?:on[-:]?|@|\(|v-on:)((?:chat|danmaku)-[a-z-]+)\)?$/;
/** Shorter names have too many neighbours. */
const MIN_LENGTH_FOR_TYPOS = 5;

/** Texts about attributes of an element that have no effect or not the intended one. */
export function attributeWarnings(element: Element, { observedAttributes, elementProperties }: ElementClass): string[] {
  const tag = element.localName;
  const properties = [...elementProperties].filter(([, { state }]) => !state);
  const withoutAttribute = properties.flatMap(([name, { attribute }]) => (attribute === false ? [String(name)] : []));
  const isBoolean = (attribute: string): boolean =>
    properties.some(([name, each]) => each.type === Boolean && (each.attribute || name) === attribute);

  return [...element.attributes].flatMap(({ name, value }) => {
    const listener = LISTENER.exec(name)?.[1];
    if (listener !== undefined)
      return [
        `<${tag} ${name}> listens to nothing: an attribute is no event listener. Call addEventListener` +
          `('${listener}', …); in React 18, use the components of live-chat-elements/react.`,
      ];
    if (observedAttributes.includes(name)) {
      if (!isBoolean(name) || value !== 'false') return [];
      return [
        `<${tag} ${name}="false"> turns the option on, as every boolean attribute does. Remove the attribute; in a ` +
          'framework, bind the property.',
      ];
    }
    if (FOREIGN.test(name)) return [];
    const property = withoutAttribute.find((each) => letters(each) === letters(name));
    if (property !== undefined)
      return [`<${tag} ${name}> has no effect: ${property} has no attribute. Set the property of the element.`];
    const meant = observedAttributes.find((each) => isSimilar(name, each));
    return meant === undefined ? [] : [`<${tag} ${name}> is not known. Is ${meant} meant?`];
  });
}

const letters = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');

/** The same letters, or one wrong, missing, additional or exchanged letter (two in names of more than nine). */
function isSimilar(name: string, known: string): boolean {
  const [a, b] = [letters(name), letters(known)];
  if (a === b) return true;
  if (Math.min(a.length, b.length) < MIN_LENGTH_FOR_TYPOS) return false;
  return editDistance(a, b) <= (b.length > 9 ? 2 : 1);
}

/** The number of letters to change, add, remove, or exchange with the next one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_row, i) =>
    Array.from({ length: b.length + 1 }, (_cell, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = least;
    }
  return at(a.length, b.length);
}
