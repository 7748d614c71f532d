export * from './account/commands.ts';
export * from './invitation/commands.ts';
export * from './journal/commands.ts';
export * from './lesson/commands.ts';
export * from './notices/commands.ts';
export * from './school/commands.ts';
export * from './session/commands.ts';
export * from './setup/commands.ts';
