// One control of the playground: a label, an input that fits the kind, and a button that takes the choice back.

/** Any CSS colour as #rrggbb, for a colour input; the canvas does the conversion. */
function toHex(color) {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#808080';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 128, green = 128, blue = 128] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** What a colour property is worth now: its private twin, resolved on a node inside the element's surroundings. */
function seenColor(element, property) {
  const text = getComputedStyle(element).getPropertyValue(property);
  if (!text) return '#808080';
  const probe = document.createElement('span');
  element.parentElement.append(probe);
  probe.style.setProperty('color', text);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return toHex(color);
}

/**
 * @param {string} key @param {object} description one entry of `choices.js`
 * @param {{ look: HTMLElement, onChange: (value: string | undefined) => void }} options
 * @returns {{ node: HTMLElement, show(value: string | undefined): void, tell(about: string | undefined, takeBack: (name: string) => string): void }}
 * `show(undefined)`: the element's own value; `tell`: the words in the page's language, or the description's own
 */
export function createControl(key, description, { look, onChange }) {
  const { name, kind, about, standard, unit = '' } = description;
  const node = document.createElement('div');
  const label = document.createElement('label');
  const code = document.createElement('code');
  const words = document.createElement('span');
  const back = document.createElement('button');
  const input = document.createElement(kind === 'choice' ? 'select' : 'input');
  const output = document.createElement('output');
  node.className = `field field-${kind}`;
  input.id = `field-${key.replace(/^--/, '').replace(':', '-')}`;
  label.htmlFor = input.id;
  code.textContent = name;
  label.append(words, code);
  back.type = 'button';
  back.className = 'back';
  back.textContent = '×';
  back.addEventListener('click', () => {
    onChange(undefined);
    input.focus();
  });

  if (kind === 'choice') {
    for (const option of description.options) input.append(new Option(option, option));
    input.addEventListener('change', () => onChange(input.value === description.options[0] ? undefined : input.value));
  } else if (kind === 'boolean') {
    input.type = 'checkbox';
    input.addEventListener('change', () => onChange(input.checked ? '' : undefined));
  } else if (kind === 'range') {
    input.type = 'range';
    for (const part of ['min', 'max', 'step']) input[part] = String(description[part]);
    input.addEventListener('input', () => onChange(`${input.value}${unit}`));
  } else {
    input.type = kind === 'color' ? 'color' : 'text';
    if (kind === 'text') input.placeholder = description.placeholder;
    input.maxLength = 200;
    input.addEventListener('input', () => onChange(input.value.trim() === '' ? undefined : input.value));
  }
  node.append(label, input, ...(kind === 'range' ? [output] : []), back);

  return {
    node,
    tell(translated, takeBack) {
      words.textContent = translated ?? about;
      back.setAttribute('aria-label', takeBack(name));
    },
    show(value) {
      node.classList.toggle('is-set', value !== undefined);
      back.hidden = value === undefined;
      if (kind === 'boolean') input.checked = value !== undefined;
      else if (kind === 'choice') input.value = value ?? description.options[0];
      else if (kind === 'range') {
        input.value = String(value === undefined ? standard : parseFloat(value));
        output.textContent = value ?? `${standard}${unit}`;
      } else if (kind === 'color') {
        const shown = value ?? (description.shown ? seenColor(look, description.shown) : '#ffffff');
        if (document.activeElement !== input) input.value = toHex(shown);
      } else if (document.activeElement !== input) input.value = value ?? '';
    },
  };
}
