// English texts of the actions beside a danmaku comment; `<live-chat>` has the same actions in the menu of a row. Apart
// from en-shell.ts, which is part of the first download: both lazy files that need these texts have a copy of this module
// (tools/lazy-copies.mjs).

export const enCommentHover = {
  /** Copies the text of the comment. */
  copy: 'Copy',

  /** In place of `copy`, when it is done. */
  copied: 'Copied',

  /** In place of `copy`, when the browser does not allow it. */
  copyFailed: 'Could not copy',

  /** Hides the user who sent the comment, from this reader only. */
  hideUser: 'Hide {name}',

  /** Likes the room. */
  like: 'Like',
} as const;
