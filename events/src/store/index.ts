export * from './event-store.ts';
export * from './errors.ts';
export { openMemoryStore } from './memory.ts';
export { migrate } from './migrate.ts';
export { NoAnswer, openPool, type Pool, type PoolOptions, type Sql } from './pool.ts';
export { migrateLog, openPostgresStore, type PostgresStoreOptions } from './postgres.ts';
export { openEvents, sealEvents } from './seal.ts';
export { unwrap, wrap } from './wrap.ts';
export { openMemoryVault, openVault, type DataKey, type Vault, type VaultOptions } from './vault.ts';
