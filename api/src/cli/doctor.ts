import { eventStoreUrlOf } from '@peremena/events/store';
import { openDataFolder } from '../data-folder.ts';
import { examineDatabases, examineMachine } from '../doctor/examine.ts';
import { ill, type Finding } from '../doctor/finding.ts';
import { examineProviderOf } from '../doctor/provider.ts';
import { sentenceOf } from '../doctor/words.ts';
import { openDatabases } from '../embedded/index.ts';
import type { Command } from './command.ts';

const signs = { well: 'ok  ', warn: 'note', ill: 'FAIL' } as const;

/** `doctor`: looks at everything this instance stands on and says what to do; 1 where something is ill. `--json`: the findings for programs. */
export const doctorCommand: Command = async (args, { say, language }) => {
  const folder = await openDataFolder();
  const findings: Finding[] = [...(await examineMachine(folder))];
  try {
    const databases = await openDatabases(folder);
    const places = { ...databases, masterKeyFile: folder.masterKey, eventStoreUrl: eventStoreUrlOf(process.env) };
    try {
      findings.push(...(await examineDatabases(places, () => new Date())));
    } finally {
      await databases.stop();
    }
  } catch (error) {
    findings.push(ill('database', { error: error instanceof Error ? error.message : String(error) }));
  }
  findings.push(...(await examineProviderOf(process.env)));
  if (args.includes('--json')) say(JSON.stringify(findings));
  else for (const finding of findings) say(`${signs[finding.state]}  ${sentenceOf(finding, language)}`);
  return findings.some(({ state }) => state === 'ill') ? 1 : 0;
};
