export function withLock<T>(file: string, run: () => Promise<T>, busy?: string): Promise<T>;
