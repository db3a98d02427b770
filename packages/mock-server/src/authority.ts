import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { bits, identifier, integer, octets, sequence, set, tagged, text, time, truth } from './der.js';

/** A certificate authority of this process alone, made anew each time: whoever trusts it trusts nobody else by it. */
export interface Authority {
  /** Its certificate: what clients are told to trust. */
  readonly pem: string;
  /** What a server on the loopback interface shows to its clients. */
  readonly context: SecureContext;
  /** The same as PEM: its key, then its certificate. */
  readonly server: string;
}

// Virtual clocks start in 2030.
const validity = sequence(time(new Date('2020-01-01T00:00:00Z')), time(new Date('2049-12-31T00:00:00Z')));
const signatureAlgorithm = sequence(identifier('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256
const named = (name: string) => sequence(set(sequence(identifier('2.5.4.3'), text(name)))); // commonName

type Extension = readonly [id: string, isCritical: boolean, value: Buffer];

const basicConstraints = (...members: readonly Buffer[]): Extension => ['2.5.29.19', true, sequence(...members)];
const keyUsage = (value: number, unused: number): Extension => ['2.5.29.15', true, bits(Buffer.from([value]), unused)];
const subjectKey = (id: Buffer): Extension => ['2.5.29.14', false, octets(id)];
const authorityKey = (id: Buffer): Extension => ['2.5.29.35', false, sequence(tagged(0x80, id))];

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const info = publicKey.export({ format: 'der', type: 'spki' });
  return { privateKey, info, id: createHash('sha1').update(info).digest() };
}

interface Certified {
  readonly issuer: string;
  readonly subject: string;
  readonly key: Buffer;
  readonly extensions: readonly Extension[];
}

/** RFC 5280, section 4.1, as PEM. */
function certificate({ issuer, subject, key, extensions }: Certified, signer: KeyObject): string {
  const listed = extensions.map(([id, isCritical, value]) =>
    sequence(identifier(id), ...(isCritical ? [truth()] : []), octets(value)),
  );
  const content = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    signatureAlgorithm,
    named(issuer),
    validity,
    named(subject),
    key,
    tagged(0xa3, sequence(...listed)),
  );
  const whole = sequence(content, signatureAlgorithm, bits(sign('sha256', content, signer)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Makes an authority, and the certificate that it gives to 127.0.0.1 and localhost. */
export function createAuthority(): Authority {
  const [own, server] = [keyPair(), keyPair()];
  const issuer = `SDK conformance kit ${randomBytes(8).toString('hex')}`;
  const pem = certificate(
    {
      ...{ issuer, subject: issuer, key: own.info },
      // keyCertSign, cRLSign
      extensions: [basicConstraints(truth()), keyUsage(0x06, 1), subjectKey(own.id)],
    },
    own.privateKey,
  );
  const cert = certificate(
    {
      ...{ issuer, subject: '127.0.0.1', key: server.info },
      extensions: [
        basicConstraints(),
        keyUsage(0x80, 7), // digitalSignature
        ['2.5.29.37', false, sequence(identifier('1.3.6.1.5.5.7.3.1'))], // serverAuth
        // The names that it stands for: an address, and a name.
        [
          '2.5.29.17',
          false,
          sequence(tagged(0x87, Buffer.from([127, 0, 0, 1])), tagged(0x82, Buffer.from('localhost'))),
        ],
        subjectKey(server.id),
        authorityKey(own.id),
      ],
    },
    own.privateKey,
  );
  const key = server.privateKey.export({ format: 'pem', type: 'pkcs8' });
  return { pem, context: createSecureContext({ key, cert }), server: `${key}${cert}` };
}
