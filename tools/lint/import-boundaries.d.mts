/** Folder of `src` → folders it may import besides itself. */
export declare const FOLDERS: Readonly<Record<string, readonly string[]>>;
