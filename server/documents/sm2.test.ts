import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { newPrivateKey } from './key-files.ts';
import { isSm2PrivateKey, isSm2PublicKey, sm2Sign, sm2Verify, sm2VerifyOnce } from './sm2.ts';

/** The worked example of GB/T 32918.5-2017, A.2, on the curve the standard recommends. */
const STANDARD = {
  secret: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  x: '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020',
  y: 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: 'message digest',
  digest: 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
} as const;

const spkiOf = (x: string, y: string) =>
  Buffer.from(`3059301306072a8648ce3d020106082a811ccf5501822d03420004${x}${y}`, 'hex');
const derOf = (r: string, s: string) => Buffer.from(`3046022100${r}022100${s}`, 'hex');

const standardKey = createPrivateKey({
  key: Buffer.from(
    `308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${STANDARD.secret}a14403420004${STANDARD.x}${STANDARD.y}`,
    'hex',
  ),
  format: 'der',
  type: 'pkcs8',
});

/** Made with `openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678`, OpenSSL 3.0. */
const OPENSSL = {
  publicKey:
    '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEfCRBuOQQwYtXkdi1Qve8eikWRkpZ\nPKYRXoLlED/YhP5SlfSbe5r5Rgf8jtDrUepaR4BTJBwn/Sob7O7+GC5dAA==\n-----END PUBLIC KEY-----',
  message: '{"name":"张晓明"}',
  signature: 'MEMCH33+5UVegpNoF6xoVDnnoOuMN+I3Tr2jRwg9zAcg8OoCIFokaUzttqJVK8AchKzgLIJAFq8ieYGtcsVak8x9kIOL',
} as const;

const flipped = (bytes: Uint8Array, at: number) => Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));

describe('SM2', () => {
  const spki = spkiOf(STANDARD.x, STANDARD.y);
  const message = Buffer.from(STANDARD.message);
  const signature = derOf(STANDARD.r, STANDARD.s);

  it('verifies the signature of the standard, and no other over the same or another text', () => {
    expect(sm2.getHash(message.toString('hex'), `04${STANDARD.x}${STANDARD.y}`)).toBe(STANDARD.digest);
    expect(sm2Verify(spki, message, signature)).toBe(true);
    expect(sm2Verify(spki, Buffer.from('message digesT'), signature)).toBe(false);
    for (const at of [10, 40, 70]) expect(sm2Verify(spki, message, flipped(signature, at)), String(at)).toBe(false);
  });

  it('signs with the key of the standard what verifies with it, each time anew', () => {
    const one = sm2Sign(standardKey, message);
    const two = sm2Sign(standardKey, message);
    expect(one.equals(two)).toBe(false);
    expect([one, two].map((made) => sm2Verify(spki, message, made))).toEqual([true, true]);
  });

  it('verifies what OpenSSL has signed', () => {
    const key = createPublicKey(OPENSSL.publicKey).export({ type: 'spki', format: 'der' });
    const given = Buffer.from(OPENSSL.signature, 'base64');
    expect(sm2Verify(key, Buffer.from(OPENSSL.message), given)).toBe(true);
    expect(sm2Verify(key, Buffer.from('{"name":"张晓鸣"}'), given)).toBe(false);
  });

  it('binds the user id: a signature under another one does not pass', () => {
    const other = sm2Sign(standardKey, message, 'ALICE123@YAHOO.COM');
    expect(sm2Verify(spki, message, other)).toBe(false);
    expect(sm2Verify(spki, message, other, 'ALICE123@YAHOO.COM')).toBe(true);
  });

  it('makes keys of its own and knows them from every other kind', () => {
    const key = newPrivateKey('SM2');
    const own = createPublicKey(key).export({ type: 'spki', format: 'der' });
    expect(sm2Verify(own, message, sm2Sign(key, message))).toBe(true);
    expect([isSm2PrivateKey(key), isSm2PublicKey(own)]).toEqual([true, true]);
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const pair of [p256, generateKeyPairSync('ed25519')]) {
      const foreign = pair.publicKey.export({ type: 'spki', format: 'der' });
      expect([isSm2PrivateKey(pair.privateKey), isSm2PublicKey(foreign)]).toEqual([false, false]);
    }
    expect(() => sm2Sign(p256.privateKey, message)).toThrow('SM2');
  });

  it('does not take a plain ECDSA signature over the same curve', () => {
    const key = newPrivateKey('SM2');
    const own = createPublicKey(key).export({ type: 'spki', format: 'der' });
    expect(sm2Verify(own, message, sign('sm3', message, key))).toBe(false);
  });

  it('says no to what is no signature at all, whatever it is', () => {
    const n = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
    const zero = '0'.repeat(64);
    const strange = [Buffer.alloc(0), Buffer.from('00'), Buffer.alloc(64), derOf(zero, zero), derOf(n, STANDARD.s)];
    for (const given of [...strange, derOf(STANDARD.r, n), signature.subarray(0, 40)]) {
      expect(sm2Verify(spki, message, given), given.toString('hex')).toBe(false);
    }
    expect(sm2Verify(Buffer.from('30'), message, signature)).toBe(false);
    expect(sm2Verify(spkiOf(STANDARD.x, STANDARD.x), message, signature)).toBe(false);
  });

  it('gives the same answer the second time it is asked', () => {
    for (const made of [signature, flipped(signature, 10)]) {
      const first = sm2VerifyOnce(spki, message, made);
      expect(sm2VerifyOnce(spki, message, made)).toBe(first);
      expect(first).toBe(sm2Verify(spki, message, made));
    }
  });
});
