// What a viewer can choose, and the reader of stored choices. A stored value that is not valid is ignored, and stays in
// the storage.

/** Words of one list. */
const MAX_WORDS = 500;
/** As many as a room keeps hidden users. */
const MAX_NAMES = 500;
/** UTF-16 units. */
const MAX_NAME_LENGTH = 100;
/** Length of one word, UTF-16 units. */
const MAX_WORD_LENGTH = 100;

/** Returns a valid value, undefined for any other. */
type Read<T> = (value: unknown) => T | undefined;

const oneOf =
  <T extends string | number>(...values: readonly T[]): Read<T> =>
  (value) =>
    values.find((each) => each === value);

const between =
  (min: number, max: number): Read<number> =>
  (value) =>
    typeof value === 'number' && value >= min && value <= max ? value : undefined;

const boolean: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** The usable words of a list: not empty, not too long, each once. */
const words: Read<readonly string[]> = (value) => {
  if (!Array.isArray(value)) return undefined;
  const usable = value
    .map((each: unknown) => (typeof each === 'string' ? each.trim() : ''))
    .filter((each) => each !== '' && each.length <= MAX_WORD_LENGTH);
  return [...new Set(usable)].slice(0, MAX_WORDS);
};

/** Names of users by id. They are shown, so nothing in them may change the direction of other text. */
const names: Read<Readonly<Record<string, string>>> = (value) =>
  Object.freeze(
    Object.fromEntries(
      Object.entries(Object(value) as Readonly<Record<string, unknown>>)
        .flatMap(([userId, name]) =>
          typeof name === 'string' ? [[userId, name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, MAX_NAME_LENGTH)]] : [],
        )
        .slice(-MAX_NAMES) as [string, string][],
    ),
  );

/** The reader of each choice, by group and name. A choice that is missing leaves the decision to the page. */
const READERS = {
  chat: {
    /** Factor of the page's text size. */
    textSize: between(0.5, 3),
    times: oneOf('hover', 'always'),
    /** False: pictures that other users sent are not loaded. */
    pictures: boolean,
    notices: oneOf('digest', 'all', 'none'),
    announce: oneOf('auto', 'all', 'mentions', 'off'),
  },
  danmaku: {
    /** Whether comments are shown at all. */
    on: boolean,
    /** 0.1 to 1 */
    opacity: between(0.1, 1),
    /** Share of the picture, from the top. */
    area: between(0.1, 1),
    /** Factor of the page's font size. */
    size: between(0.5, 2),
    /** Factor of the page's speed. */
    speed: between(0.25, 4),
    density: oneOf('low', 'normal', 'high'),
    /** False: comments of others that are fixed at the top are not shown; likewise the next three. */
    top: boolean,
    bottom: boolean,
    colored: boolean,
    gifts: boolean,
    /** Keeps the part of the picture free in which subtitles usually are. */
    subtitles: boolean,
  },
  words: {
    /** Messages of other viewers with one of these words are not shown. */
    blocked: words,
    /** Messages of others with one of these words are marked like a mention. */
    highlighted: words,
  },
  hidden: {
    /** The names of hidden users: a room stores their ids only. */
    names,
  },
} as const;

/** What the viewer has chosen. */
export type PreferenceChoices = {
  readonly [Group in keyof typeof READERS]: {
    readonly [Name in keyof (typeof READERS)[Group]]?: (typeof READERS)[Group][Name] extends Read<infer T> ? T : never;
  };
};

/** The valid choices of a stored object. */
export function readChoices(stored: Readonly<Record<string, unknown>>): PreferenceChoices {
  return Object.fromEntries(
    Object.entries(READERS).map(([group, readers]) => {
      const values = Object(stored[group]) as Readonly<Record<string, unknown>>;
      const valid = Object.entries(readers).flatMap(([name, read]: [string, Read<unknown>]) => {
        const value = Object.hasOwn(values, name) ? read(values[name]) : undefined;
        return value === undefined ? [] : [[name, value] as const];
      });
      return [group, Object.freeze(Object.fromEntries(valid))];
    }),
  ) as PreferenceChoices;
}
