// Keys that sign for as long as a check runs, so that each way of signing is tried, and each refusal. The real ones come from the
// environment: docs/guides/packages.md.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** @param {string} command @param {ReadonlyArray<string>} args @param {import('node:child_process').ExecFileSyncOptions} [options] */
const call = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options })

/** A certificate for code, and the authority that vouches for it. @param {string} folder */
export function makeCertificate(folder) {
  const at = (/** @type {string} */ name) => path.join(folder, name)
  const openssl = (/** @type {string} */ line) => call('openssl', line.split(' '), { cwd: folder })
  writeFileSync(at('code.cnf'), 'extendedKeyUsage=codeSigning\nkeyUsage=digitalSignature\n')
  const fresh = '-newkey rsa:3072 -nodes'
  openssl(`req -x509 ${fresh} -days 2 -subj /CN=Throw-away -keyout ca.key -out ca.crt`)
  openssl(`req ${fresh} -subj /O=Tidings/CN=Tidings -keyout code.key -out code.csr`)
  openssl(
    'x509 -req -days 2 -in code.csr -CA ca.crt -CAkey ca.key -CAcreateserial -extfile code.cnf -out code.crt',
  )
  openssl('pkcs12 -export -passout pass:throwaway -inkey code.key -in code.crt -out code.p12')
  return { authority: at('ca.crt'), certificate: at('code.p12'), password: 'throwaway' }
}

/** A key of GnuPG in a home of its own. @param {string} folder */
export function makeGpgKey(folder) {
  const env = { ...process.env, GNUPGHOME: folder }
  call(
    'gpg',
    [
      '--batch',
      '--quiet',
      '--passphrase',
      '',
      '--quick-generate-key',
      'Tidings throw-away <key@tidings.example>',
      'ed25519',
      'sign',
      '2d',
    ],
    { env },
  )
  const publicKey = path.join(folder, 'key.asc')
  writeFileSync(publicKey, call('gpg', ['--batch', '--armor', '--export'], { env }))
  return { env, publicKey, name: 'Tidings throw-away' }
}

/** @param {string} folder */
export function makeMinisignKey(folder) {
  const [publicKey, secretKey] = [path.join(folder, 'minisign.pub'), path.join(folder, 'minisign.key')]
  call('minisign', ['-G', '-W', '-f', '-p', publicKey, '-s', secretKey])
  return { publicKey, secretKey }
}
