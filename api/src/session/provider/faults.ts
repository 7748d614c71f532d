import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { ProblemCode } from '../../core/problem-table.ts';

/** What went wrong, for the log and the doctor: a code of the library or of the system, never a text of the provider. */
export function signOf(error: unknown): string {
  const { code, cause, name } = (error ?? {}) as { code?: unknown; cause?: unknown; name?: unknown };
  const inner = (cause ?? {}) as { code?: unknown; claim?: unknown; cause?: unknown };
  const claim = ((inner.cause ?? inner) as { claim?: unknown }).claim;
  const sign = [code ?? inner.code ?? name, claim].filter((part) => typeof part === 'string');
  return (
    sign
      .join(' ')
      .replaceAll(/[^\w -]/g, '')
      .slice(0, 80) || 'unknown'
  );
}

/** The sentence that fits a fault between us and the provider. */
export function faultOf(error: unknown): ProblemCode {
  if (error instanceof AuthorizationResponseError)
    return error.error === 'access_denied' ? 'provider_denied' : 'provider_refused';
  if (error instanceof ResponseBodyError)
    return error.status >= 500
      ? 'provider_unreachable'
      : error.error === 'invalid_grant'
        ? 'provider_expired'
        : 'provider_refused';
  if (!(error instanceof ClientError)) return 'provider_unreachable';
  switch (error.code) {
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return 'provider_clock';
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
      return 'provider_unreachable';
    default:
      return 'provider_untrusted';
  }
}
