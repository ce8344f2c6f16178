/** The words of `<like-button>` in English, by themselves: a page with nothing else downloads no others. */
export const enLike = {
  like: 'Like',
  likeCount: { one: 'Like, {count} like', other: 'Like, {count} likes' },
} as const;
