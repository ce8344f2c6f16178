// One control of the playground: a label, an input for its kind, and a button that resets it.

/** Converts any CSS colour to #rrggbb, by a canvas, for a colour input. */
function toHex(color) {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#808080';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 128, green = 128, blue = 128] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The present value of a colour property, resolved on an element beside the custom element. */
function currentColor(element, property) {
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
 * @param {string} key @param {object} description an entry of options.js
 * @param {{ look: HTMLElement, onChange: (value: string | undefined) => void }} options
 * @returns {{ node: HTMLElement, show(value: string | undefined): void, setLabel(about: string | undefined, resetLabel:
 * (name: string) => string): void }} `show(undefined)` shows the default; `setLabel(undefined, …)` uses the English
 * label of the description
 */
export function createControl(key, description, { look, onChange }) {
  const { name, kind, about, standard, unit = '' } = description;
  const node = document.createElement('div');
  const label = document.createElement('label');
  const code = document.createElement('code');
  const text = document.createElement('span');
  const reset = document.createElement('button');
  const input = document.createElement(kind === 'choice' ? 'select' : 'input');
  const output = document.createElement('output');
  node.className = `field field-${kind}`;
  input.id = `field-${key.replace(/^--/, '').replace(':', '-')}`;
  label.htmlFor = input.id;
  code.textContent = name;
  label.append(text, code);
  reset.type = 'button';
  reset.className = 'reset';
  reset.textContent = '×';
  reset.addEventListener('click', () => {
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
  node.append(label, input, ...(kind === 'range' ? [output] : []), reset);

  return {
    node,
    setLabel(translated, resetLabel) {
      text.textContent = translated ?? about;
      reset.setAttribute('aria-label', resetLabel(name));
    },
    show(value) {
      node.classList.toggle('is-set', value !== undefined);
      reset.hidden = value === undefined;
      if (kind === 'boolean') input.checked = value !== undefined;
      else if (kind === 'choice') input.value = value ?? description.options[0];
      else if (kind === 'range') {
        input.value = String(value === undefined ? standard : parseFloat(value));
        output.textContent = value ?? `${standard}${unit}`;
      } else if (kind === 'color') {
        const shown = value ?? (description.shown ? currentColor(look, description.shown) : '#ffffff');
        if (document.activeElement !== input) input.value = toHex(shown);
      } else if (document.activeElement !== input) input.value = value ?? '';
    },
  };
}
