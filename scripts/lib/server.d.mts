export function startServer(options: {
  folder: string;
  port?: number;
  host?: string;
}): Promise<{address: string; port: number; close: () => Promise<void>}>;
