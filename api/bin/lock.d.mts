/** Runs `work` while no other process of this machine does; a lock whose owner has died is taken over. */
export function withLock<T>(folder: string, work: () => T | Promise<T>): Promise<T>;
