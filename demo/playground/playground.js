// The playground: creates the controls from options.js, applies the settings, stores them in the URL and shows them as
// CSS and HTML. Properties are set in a constructed style sheet, because a strict policy allows no `style` attribute.
import { startAurora } from '../gallery/aurora.js';
import { setCrowdRate, startCrowd } from '../page/crowd-client.js';
import { startPage } from '../page/start-page.js';
import { parseSettings, toCss, toHtml, serializeSettings } from './settings-codec.js';
import { ATTRIBUTES, PAGE, PRESETS, TOKENS } from './options.js';
import { createControl } from './control.js';
import { showStates } from './state-gallery.js';
import { texts } from './texts.js';

const CROWD_PER_SECOND = 10;
/** The controls are beside the preview; in the narrow layout all groups begin closed. */
const WIDE = matchMedia('(width >= 68.75em)');

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const sheet = new CSSStyleSheet();
sheet.replaceSync('.look {}');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const rule = sheet.cssRules[0];
const elements = { 'live-chat': byId('chat'), 'danmaku-layer': byId('layer'), 'like-button': byId('like') };
const { text, write, notify, copy } = startPage(texts, { onChange: apply }); // titles, presets and states are keys and English texts at once
const controls = new Map();
let settings = parseSettings(location.search);
const PAGE_ABOUT = { scheme: 'Theme', ground: 'Page background', dir: 'Text direction', lang: 'Language' };

function apply() {
  for (const { tokens } of TOKENS) {
    for (const { name } of tokens) {
      if (settings.has(name)) rule.style.setProperty(name, settings.get(name));
      else rule.style.removeProperty(name);
    }
  }
  for (const { element, attributes } of ATTRIBUTES) {
    for (const { name } of attributes) {
      const value = settings.get(`${element}:${name}`);
      const target = elements[element];
      if (value === undefined) target.removeAttribute(name);
      else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
    }
  }
  const page = (name) =>
    PAGE[name].includes(settings.get(`page:${name}`)) ? settings.get(`page:${name}`) : PAGE[name][0];
  for (const look of document.querySelectorAll('.look')) {
    look.dataset.ground = page('ground');
    look.dataset.scheme = page('scheme');
    look.dir = page('dir') === 'page' ? root.dir : page('dir');
    look.lang = page('lang') === 'page' ? root.lang : page('lang');
  }
  byId('css').textContent = toCss(settings);
  byId('html').textContent = toHtml(settings);
  history.replaceState(null, '', location.pathname + serializeSettings(settings, location.search));
  for (const [key, control] of controls) {
    control.show(settings.get(key));
    control.setLabel(text('about')[key], text('resetOne'));
  }
  const current = JSON.stringify(Object.fromEntries(settings));
  for (const button of byId('presets').children)
    button.setAttribute('aria-pressed', String(JSON.stringify(PRESETS[button.value]) === current));
}

function set(key, value) {
  if (value === undefined) settings.delete(key);
  else settings.set(key, value);
  apply();
}

function group(title, fields, open) {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  details.open = open && WIDE.matches;
  summary.dataset.text = title;
  details.append(summary, ...fields);
  byId('groups').append(details);
}

function field(key, description) {
  const look = key.startsWith('--like-') ? elements['like-button'] : elements['live-chat'];
  const control = createControl(key, description, { look, onChange: (value) => set(key, value) });
  controls.set(key, control);
  return control.node;
}

for (const name of Object.keys(PRESETS)) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.value = name;
  button.dataset.text = name;
  button.addEventListener('click', () => {
    settings = new Map(Object.entries(PRESETS[name]));
    apply();
  });
  byId('presets').append(button);
}

group(
  'Page',
  Object.entries(PAGE).map(([name, options]) =>
    field(`page:${name}`, { name, kind: 'choice', options, about: PAGE_ABOUT[name] }),
  ),
  true,
);
for (const { title, tokens } of TOKENS)
  if (tokens.length > 0)
    group(
      title,
      tokens.map((token) => field(token.name, token)),
      title === 'Chat: colours',
    );
for (const { title, element, attributes } of ATTRIBUTES)
  group(
    title,
    attributes.map((attribute) => field(`${element}:${attribute.name}`, attribute)),
    false,
  );

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', () =>
    copy(button.dataset.copy === 'link' ? location.href : byId(button.dataset.copy).textContent),
  );
}
byId('reset').addEventListener('click', () => {
  settings = new Map();
  apply();
});
const groupId = elements['live-chat'].getAttribute('group-id');
const showCrowd = (perSecond) => byId('crowd').setAttribute('aria-pressed', String(perSecond > 0));
byId('crowd').addEventListener('click', async ({ currentTarget }) => {
  const perSecond = currentTarget.getAttribute('aria-pressed') === 'true' ? 0 : CROWD_PER_SECOND;
  const problem = await setCrowdRate(groupId, perSecond);
  if (problem) notify(text('crowdFailed') + problem);
  else showCrowd(perSecond);
});
void startCrowd(groupId).then(({ available, perSecond, problem }) => {
  if (problem) notify(text('crowdFailed') + problem);
  showCrowd(perSecond);
  byId('crowd').hidden = !available;
});

startAurora(byId('picture'));
showStates(byId('state-gallery'));
write();
apply();
