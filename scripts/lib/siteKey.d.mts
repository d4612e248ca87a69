export function siteKey(root: string, release: string): string;
export function filesBelow(path: string): string[];
