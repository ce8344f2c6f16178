export function parseSettings(search: string): Map<string, string>;
export function serializeSettings(settings: Map<string, string>, search?: string): string;
export function toCss(settings: Map<string, string>): string;
export function toHtml(settings: Map<string, string>): string;
