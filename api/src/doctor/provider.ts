import { signOf } from '../session/provider/faults.ts';
import { openProvider, type Provider } from '../session/provider/provider.ts';
import { providerSettings } from '../session/provider/settings.ts';
import { type Finding, ill, well } from './finding.ts';

/** Asks the provider to describe itself. No finding where none is set. */
export async function examineProvider(provider: Provider | null): Promise<readonly Finding[]> {
  if (!provider) return [];
  const issuer = provider.settings.issuer.href;
  try {
    await provider.look();
    return [well('provider', { issuer })];
  } catch (error) {
    const sign = signOf(error);
    const fault = sign.startsWith('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') ? 'another' : 'unreachable';
    return [ill('provider', { issuer, fault, error: sign })];
  }
}

/** The same for what the environment says, whose faults are findings too. */
export async function examineProviderOf(env: Parameters<typeof providerSettings>[0]): Promise<readonly Finding[]> {
  try {
    const settings = providerSettings(env);
    return await examineProvider(settings && openProvider(settings));
  } catch (error) {
    return [ill('provider', { error: (error as Error).message })];
  }
}
