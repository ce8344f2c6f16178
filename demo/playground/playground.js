// Wires the playground: draws the controls from `choices.js`, applies what is chosen, keeps it in the address and
// writes it
// as CSS and HTML. Properties go through one style sheet of the page's own, as a strict policy allows no `style`
// attribute.
import { startAurora } from '../gallery/aurora.js';
import { callCrowd, firstCrowd } from '../page/call-crowd.js';
import { startPage } from '../page/start-page.js';
import { readChoice, toCss, toHtml, writeChoice } from './choice-codec.js';
import { ATTRIBUTES, PAGE, PRESETS, TOKENS } from './choices.js';
import { createControl } from './control.js';
import { hangWall } from './wall.js';
import { words } from './words.js';

const CROWD_PER_SECOND = 10;
/** The controls stand beside the preview; where they stand under it, all groups begin closed. */
const ROOMY = matchMedia('(width >= 68.75em)');

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const sheet = new CSSStyleSheet();
sheet.replaceSync('.look {}');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const rule = sheet.cssRules[0];
const elements = { 'live-chat': byId('chat'), 'danmaku-layer': byId('layer'), 'like-button': byId('like') };
const { text, write, say, copy } = startPage(words, { onChange: apply }); // titles, presets and states are their own English words
const controls = new Map();
let choice = readChoice(location.search);
const PAGE_ABOUT = { scheme: 'Colour scheme', ground: 'What lies beneath', dir: 'Direction', lang: 'Language' };

function apply() {
  for (const { tokens } of TOKENS) {
    for (const { name } of tokens) {
      if (choice.has(name)) rule.style.setProperty(name, choice.get(name));
      else rule.style.removeProperty(name);
    }
  }
  for (const { element, attributes } of ATTRIBUTES) {
    for (const { name } of attributes) {
      const value = choice.get(`${element}:${name}`);
      const target = elements[element];
      if (value === undefined) target.removeAttribute(name);
      else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
    }
  }
  const page = (name) => (PAGE[name].includes(choice.get(`page:${name}`)) ? choice.get(`page:${name}`) : PAGE[name][0]);
  for (const look of document.querySelectorAll('.look')) {
    look.dataset.ground = page('ground');
    look.dataset.scheme = page('scheme');
    look.dir = page('dir') === 'page' ? root.dir : page('dir');
    look.lang = page('lang') === 'page' ? root.lang : page('lang');
  }
  byId('css').textContent = toCss(choice);
  byId('html').textContent = toHtml(choice);
  history.replaceState(null, '', location.pathname + writeChoice(choice, location.search));
  for (const [key, control] of controls) {
    control.show(choice.get(key));
    control.tell(text('about')[key], text('takeBack'));
  }
  const current = JSON.stringify(Object.fromEntries(choice));
  for (const button of byId('presets').children)
    button.setAttribute('aria-pressed', String(JSON.stringify(PRESETS[button.value]) === current));
}

function set(key, value) {
  if (value === undefined) choice.delete(key);
  else choice.set(key, value);
  apply();
}

function group(title, fields, open) {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  details.open = open && ROOMY.matches;
  summary.dataset.words = title;
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
  button.dataset.words = name;
  button.addEventListener('click', () => {
    choice = new Map(Object.entries(PRESETS[name]));
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
  choice = new Map();
  apply();
});
const groupId = elements['live-chat'].getAttribute('group-id');
const showCrowd = (perSecond) => byId('crowd').setAttribute('aria-pressed', String(perSecond > 0));
byId('crowd').addEventListener('click', async ({ currentTarget }) => {
  const perSecond = currentTarget.getAttribute('aria-pressed') === 'true' ? 0 : CROWD_PER_SECOND;
  const problem = await callCrowd(groupId, perSecond);
  if (problem) say(text('crowdFailed') + problem);
  else showCrowd(perSecond);
});
void firstCrowd(groupId).then(({ available, perSecond, problem }) => {
  if (problem) say(text('crowdFailed') + problem);
  showCrowd(perSecond);
  byId('crowd').hidden = !available;
});

startAurora(byId('picture'));
hangWall(byId('wall'));
write();
apply();
