import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** What a test may have an authenticator do wrong. */
export interface Wrongly {
  readonly origin?: string;
  readonly rpId?: string;
  readonly counter?: number;
  readonly unverified?: boolean;
  readonly challenge?: string;
  readonly userHandle?: string;
}

/** An authenticator in software, for one site: makes a passkey and signs with it (WebAuthn level 2, ES256, no attestation). */
export function openAuthenticator(origin: string, rpId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let counter = 0;
  // A COSE key is a CBOR map: kty 2, alg -7, crv 1, x and y of 32 bytes.
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const client = (type: string, challenge: string, wrong: Wrongly) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const head = (flags: number, wrong: Wrongly) => {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(wrong.unverified ? flags & ~0x04 : flags, 0);
    rest.writeUInt32BE(wrong.counter ?? (counter += 1), 1);
    return Buffer.concat([sha(wrong.rpId ?? rpId), rest]);
  };
  const common = { id: b64(id), rawId: b64(id), type: 'public-key', clientExtensionResults: {} };
  let owner = '';
  return {
    make({ challenge, user }: { challenge: string; user: { id: string } }, wrong: Wrongly = {}) {
      owner = user.id;
      const length = Buffer.from([0, id.length]);
      const data = Buffer.concat([head(0x45, wrong), Buffer.alloc(16), length, id, cose]);
      // {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      const clientDataJSON = b64(client('webauthn.create', challenge, wrong));
      return { ...common, response: { clientDataJSON, attestationObject: b64(attestation), transports: ['internal'] } };
    },
    sign({ challenge }: { challenge: string }, wrong: Wrongly = {}) {
      const data = head(0x05, wrong);
      const clientData = client('webauthn.get', challenge, wrong);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha(clientData)]))
        .sign(privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: b64(clientData),
          authenticatorData: b64(data),
          signature: b64(signature),
          userHandle: wrong.userHandle ?? owner,
        },
      };
    },
  };
}
