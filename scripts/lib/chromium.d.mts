export function findChromium(options: {root: string; log: (line: string) => void}): Promise<string>;
