import { nanoid } from 'nanoid';

/** An id that no other tab, person or message has. */
export function newId(): string {
  return nanoid();
}
