// Signs what was packaged. Each function names the tool that it needs; keys come from who calls.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** @param {string} command @param {ReadonlyArray<string>} args @param {import('node:child_process').ExecFileSyncOptions} [options] */
const call = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: ['pipe', 'pipe', 'pipe'], encoding: 'utf8', ...options })

/** @param {string} file */
export const sumOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** SHA256SUMS of the files in a folder, as `sha256sum --check` reads it. @param {string} folder @param {ReadonlyArray<string>} names */
export function writeSums(folder, names) {
  const lines = names.toSorted().map((name) => `${sumOf(path.join(folder, name))}  ${name}\n`)
  const file = path.join(folder, 'SHA256SUMS')
  writeFileSync(file, lines.join(''))
  return file
}

/** Beside the file, `.minisig`. MINISIGN_PASSWORD is that of the key, where it has one. @param {string} file @param {string} secretKey @param {string} comment trusted: signed with it */
export function signMinisign(file, secretKey, comment) {
  const password = process.env['MINISIGN_PASSWORD']
  // Of a key without a password it reads nothing, and what is written to it then fails.
  const options = password === undefined ? {} : { input: `${password}\n` }
  return call('minisign', ['-S', '-s', secretKey, '-m', file, '-t', comment], options)
}

/** A program or MSI of Windows. @param {string} file @param {{ certificate: string, password: string }} key */
export function signWindows(file, { certificate, password }) {
  const signed = `${file}.signed`
  const more = file.endsWith('.msi') ? ['-add-msi-dse'] : []
  call('osslsigncode', [
    'sign',
    '-pkcs12',
    certificate,
    '-pass',
    password,
    '-h',
    'sha256',
    '-n',
    'Tidings',
    '-i',
    'https://tidings.example',
    ...more,
    '-in',
    file,
    '-out',
    signed,
  ])
  renameSync(signed, file)
}

/** @param {string} file @param {string} authority */
export const verifyWindows = (file, authority) =>
  call('osslsigncode', ['verify', '-CAfile', authority, '-in', file])

/** @param {string} file @param {{ env: NodeJS.ProcessEnv, name: string }} key */
export const signRpm = (file, { env, name }) =>
  call('rpmsign', ['--define', `_gpg_name ${name}`, '--define', '__gpg /usr/bin/gpg', '--addsign', file], {
    env,
  })

/**
 * A repository of debs as apt checks it: the signature is over its index, which has the hashes of the packages.
 *
 * @param {string} folder holds the debs
 * @param {{ env: NodeJS.ProcessEnv }} key
 */
export function makeAptRepository(folder, { env }) {
  writeFileSync(path.join(folder, 'Packages'), call('apt-ftparchive', ['packages', '.'], { cwd: folder }))
  const about = [
    '-o',
    'APT::FTPArchive::Release::Origin=Tidings',
    '-o',
    'APT::FTPArchive::Release::Suite=stable',
  ]
  writeFileSync(
    path.join(folder, 'Release'),
    call('apt-ftparchive', [...about, 'release', '.'], { cwd: folder }),
  )
  call('gpg', ['--batch', '--yes', '--digest-algo', 'SHA512', '--clearsign', '-o', 'InRelease', 'Release'], {
    cwd: folder,
    env,
  })
}
