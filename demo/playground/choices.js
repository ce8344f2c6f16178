// Everything the playground can change, as data: the custom properties and attributes of the three elements, with the
// control that fits. A test keeps the list of properties equal to what the elements read.

const color = (name, about, shown) => ({ name, kind: 'color', about, shown });
const length = (name, about, standard, min, max, step = 1, unit = 'px') => ({ name, kind: 'range', about, standard, min, max, step, unit });
const words = (name, about, placeholder = '') => ({ name, kind: 'text', about, placeholder });

/** `shown`: the element's private twin of a colour, from which the swatch takes what is seen now. */
export const TOKENS = [
  {
    title: 'Chat: colours',
    tokens: [
      color('--chat-accent', 'The one accent', '--_accent'),
      color('--chat-on-accent', 'Words on the accent', '--_on-accent'),
      color('--chat-surface', 'Background', '--_surface'),
      color('--chat-raised', 'Raised places: gifts, buttons', '--_raised'),
      color('--chat-inset', 'Sunken places: the field', '--_inset'),
      color('--chat-line', 'Thin lines', '--_line'),
      color('--chat-edge', 'Edges of controls', '--_edge'),
      color('--chat-text', 'Words', '--_text'),
      color('--chat-muted', 'Quiet words', '--_muted'),
      color('--chat-danger', 'Failed', '--_danger'),
      color('--chat-warn', 'Mentions, limits', '--_warn'),
      color('--chat-good', 'Well', '--_good'),
    ],
  },
  {
    title: 'Chat: author colours',
    tokens: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => color(`--chat-hue-${number}`, `Author colour ${number}`, `--_hue-${number - 1}`)),
  },
  {
    title: 'Chat: type and space',
    tokens: [
      words('--chat-font', 'Font family', 'inherit'),
      length('--chat-text-size', 'Words', 14, 11, 26),
      length('--chat-author-size', 'Names', 13, 10, 24),
      length('--chat-small-size', 'Small words', 12, 10, 20),
      length('--chat-padding', 'Space at the sides', 12, 0, 32),
      length('--chat-radius', 'Corner of the panel', 14, 0, 32),
      length('--chat-field-radius', 'Corner of the field', 20, 0, 24),
      length('--chat-row-radius', 'Corner of a row', 8, 0, 20),
      length('--chat-height', 'Height', 480, 240, 800, 10),
      length('--chat-motion-quick', 'Quick movement', 120, 0, 600, 20, 'ms'),
      length('--chat-motion-calm', 'Calm movement', 200, 0, 1000, 20, 'ms'),
    ],
  },
  {
    title: 'Danmaku: looks',
    tokens: [
      color('--danmaku-color', 'Words'),
      words('--danmaku-font', 'Font family', 'inherit'),
      length('--danmaku-size', 'Size', 24, 12, 60),
      length('--danmaku-weight', 'Weight', 600, 300, 900, 100, ''),
      length('--danmaku-line-height', 'Height of a lane', 1.25, 1, 2.5, 0.05, ''),
      length('--danmaku-opacity', 'Opacity', 1, 0.1, 1, 0.05, ''),
      words('--danmaku-outline', 'Outline: width and colour', '0.14em #000'),
      color('--danmaku-own', 'Frame of own comments'),
      color('--danmaku-staff-background', 'Ground of the host’s comments'),
      words('--danmaku-still-background', 'Ground of the two quiet lines', 'rgb(0 0 0 / 0.5)'),
      words('--danmaku-mask', 'Mask that keeps faces clear', 'radial-gradient(circle, transparent 12%, #000 24%)'),
    ],
  },
  {
    title: 'Likes: looks',
    tokens: [
      length('--like-size', 'Size of the button', 48, 32, 96, 2),
      length('--like-radius', 'Roundness', 50, 0, 50, 1, '%'),
      color('--like-color', 'The heart on the button', '--_color'),
      color('--like-on-color', 'Words on that colour'),
      color('--like-background', 'Ground of the button', '--_raised'),
      color('--like-line', 'Edge of the button', '--_line'),
      color('--like-count-color', 'Total', '--_text'),
      length('--like-count-size', 'Size of the total', 12, 10, 24),
      ...[1, 2, 3, 4, 5, 6].map((number) => color(`--like-heart-${number}`, `Rising heart ${number}`)),
    ],
  },
];

const choose = (name, options, about) => ({ name, kind: 'choice', options, about });
const onOff = (name, about) => ({ name, kind: 'boolean', about });

/** The first option of a choice is the default. */
export const ATTRIBUTES = [
  {
    title: 'Chat: behaviour',
    element: 'live-chat',
    attributes: [
      choose('appearance', ['panel', 'overlay', 'compact'], 'How it stands on the page'),
      choose('notices', ['digest', 'all', 'none'], 'Who came and went'),
      choose('announce', ['auto', 'all', 'mentions', 'off'], 'What screen readers are told'),
      { name: 'max-messages', kind: 'range', about: 'Rows kept', standard: 500, min: 20, max: 1000, step: 20, unit: '' },
      { name: 'max-length', kind: 'range', about: 'Characters of a message', standard: 140, min: 20, max: 400, step: 10, unit: '' },
      onOff('no-composer', 'Nothing to write in'),
      onOff('no-avatars', 'No pictures'),
      onOff('no-timestamps', 'No times'),
      onOff('paused', 'Stand still and count'),
      onOff('keep-unsent', 'Keep what waits over a reload'),
    ],
  },
  {
    title: 'Danmaku: behaviour',
    element: 'danmaku-layer',
    attributes: [
      choose('density', ['normal', 'low', 'high'], 'How close they follow'),
      choose('overflow', ['drop', 'overlap'], 'When there is no lane'),
      choose('motion', ['auto', 'full', 'reduce'], 'What the system says, or always'),
      { name: 'area', kind: 'range', about: 'Share of the height', standard: 1, min: 0.1, max: 1, step: 0.05, unit: '' },
      { name: 'speed', kind: 'range', about: 'px a second; 0 goes by the width', standard: 0, min: 0, max: 500, step: 10, unit: '' },
      { name: 'max-on-screen', kind: 'range', about: 'At once; 0 is no limit', standard: 0, min: 0, max: 200, step: 5, unit: '' },
      { name: 'safe-top', kind: 'range', about: 'Free at the top', standard: 0, min: 0, max: 200, step: 4, unit: 'px' },
      { name: 'safe-bottom', kind: 'range', about: 'Free at the bottom', standard: 0, min: 0, max: 200, step: 4, unit: 'px' },
      onOff('interactive', 'Hover holds a comment'),
      onOff('paused', 'Stand still'),
      onOff('disabled', 'Off'),
    ],
  },
  {
    title: 'Likes: behaviour',
    element: 'like-button',
    attributes: [
      choose('hearts', ['all', 'own', 'none'], 'Whose hearts rise'),
      { name: 'max-hearts', kind: 'range', about: 'Hearts at once', standard: 40, min: 0, max: 120, step: 4, unit: '' },
      onOff('disabled', 'Off'),
    ],
  },
];

/** Whole looks. Keys are those of a choice: a property, or `element:attribute`, or `page:…`. */
export const PRESETS = {
  Calm: {},
  Neon: {
    'page:scheme': 'dark',
    'page:ground': 'night',
    '--chat-accent': '#ff5ad8',
    '--chat-on-accent': '#22001c',
    '--chat-surface': '#0d0618',
    '--chat-raised': '#1a0d2c',
    '--chat-inset': '#150a24',
    '--chat-line': '#3c1d5e',
    '--chat-edge': '#8a5cc4',
    '--chat-text': '#f3eaff',
    '--chat-muted': '#b69cd8',
    '--chat-radius': '20px',
    '--danmaku-color': '#8dfff0',
    '--danmaku-outline': '2px #3a0060',
    '--danmaku-weight': '700',
  },
  Classic: {
    'page:scheme': 'light',
    '--chat-accent': '#0a6b45',
    '--chat-surface': '#fffdf8',
    '--chat-raised': '#f5f0e4',
    '--chat-inset': '#f8f3e8',
    '--chat-line': '#e2d8c3',
    '--chat-text': '#2a251c',
    '--chat-muted': '#6b614e',
    '--chat-font': 'Georgia, "Songti SC", serif',
    '--chat-text-size': '15px',
    '--chat-radius': '4px',
    '--chat-field-radius': '4px',
    '--chat-row-radius': '2px',
    'live-chat:no-avatars': '',
    '--danmaku-font': 'Georgia, "Songti SC", serif',
  },
  'High contrast': {
    'page:scheme': 'dark',
    '--chat-accent': '#ffe600',
    '--chat-on-accent': '#000000',
    '--chat-surface': '#000000',
    '--chat-raised': '#000000',
    '--chat-inset': '#000000',
    '--chat-line': '#ffffff',
    '--chat-edge': '#ffffff',
    '--chat-text': '#ffffff',
    '--chat-muted': '#e6e6e6',
    '--chat-text-size': '17px',
    '--chat-author-size': '16px',
    '--chat-small-size': '14px',
    '--chat-radius': '0px',
    '--danmaku-size': '30px',
    '--danmaku-weight': '800',
    '--danmaku-outline': '3px #000',
  },
  'Overlay for OBS': {
    'page:ground': 'night',
    'live-chat:appearance': 'overlay',
    'live-chat:no-composer': '',
    'live-chat:notices': 'none',
    'live-chat:announce': 'off',
    '--chat-text-size': '18px',
    '--chat-author-size': '16px',
  },
};

export const PAGE = {
  scheme: ['auto', 'light', 'dark'],
  ground: ['page', 'night'],
  dir: ['ltr', 'rtl'],
  lang: ['en', 'zh-CN', 'zh-TW'],
};
