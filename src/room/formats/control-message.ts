/**
 * An order to the room. It is only what somebody wrote: it counts when the service says that the sender is the
 * application's administrator, the group's owner or one of its admins, and for nobody else.
 */
export type ControlMessage =
  /** Take a message back, by its position in the group and, where known, its id. */
  | { readonly action: 'retract'; readonly seq: number; readonly id: string }
  | { readonly action: 'announce'; readonly text: string }
  /** The room's settings and the like changed: its notes as they stand now (room-notes.ts). */
  | { readonly action: 'notes'; readonly text: string };
