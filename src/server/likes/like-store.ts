/** Where the likes of rooms add up: a database, or `groupLikeStore`. */
export interface LikeStore {
  /** Adds to a room's likes and resolves to the new total. When it rejects, nothing was added. */
  add(groupId: string, likes: number): Promise<number>;
}
