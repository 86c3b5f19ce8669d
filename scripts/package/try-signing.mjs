// Signs a copy of each package with throw-away keys, checks it as who installs it would, changes one byte, and expects a refusal.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { published, signRelease, wrongRelease } from './release.mjs'
import { makeAptRepository, signRpm, signWindows, verifyWindows } from './sign.mjs'
import { signUpdates } from './sign-updates.mjs'
import { makeCertificate, makeGpgKey, makeMinisignKey } from './throwaway-keys.mjs'

/** Changes a byte in the middle. @param {string} file @param {number} [at] */
function tamper(file, at) {
  const bytes = readFileSync(file)
  const place = at ?? Math.floor(bytes.length / 2)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

/** @param {() => unknown} act */
function passes(act) {
  try {
    act()
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} what
 * @param {{ check: () => unknown, damage: () => void }} ways
 * @returns {string[]} what is wrong
 */
function tried(what, { check, damage }) {
  const isGood = passes(check)
  damage()
  const isRefused = !passes(check)
  return [
    ...(isGood ? [] : [`${what}: what was signed is refused`]),
    ...(isRefused ? [] : [`${what}: a changed byte is not noticed`]),
  ]
}

/** @template Value @param {(folder: string) => Value} use */
function inFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-sign-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} original @param {string} folder */
function copyOf(original, folder) {
  const file = path.join(folder, path.basename(original))
  copyFileSync(original, file)
  return file
}

/** `npm run release`, on a copy of what was built, and on copies that somebody has changed since. @param {string} built @param {string} version */
export const tryRelease = (built, version) =>
  inFolder((place) => {
    const key = makeMinisignKey(place)
    const other = makeMinisignKey(mkdtempSync(path.join(place, 'other-')))
    const folder = path.join(place, 'release')
    for (const name of published(built))
      cpSync(path.join(built, name), path.join(folder, name), { recursive: true })
    const sign = () => signRelease({ folder, key: key.secretKey, version, now: Date.now() })
    const wrong = (publicKey = key.publicKey) => wrongRelease({ folder, publicKey, version })
    const changed = (
      /** @type {string} */ what,
      /** @type {() => void} */ damage,
      /** @type {() => void} */ mend,
    ) => {
      damage()
      const isNoticed = wrong().length > 0
      mend()
      return isNoticed ? [] : [`${what} is not noticed`]
    }
    const at = (/** @type {string} */ name) => path.join(folder, name)
    writeFileSync(at('tidings_0.0.1_amd64.deb'), 'of another version')
    const takesOther = passes(sign) || existsSync(at('SHA256SUMS'))
    rmSync(at('tidings_0.0.1_amd64.deb'))
    sign()
    const alone = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder })
    return [
      ...(takesOther ? ['a package of another version is signed with the others'] : []),
      ...wrong().map((each) => `what was just signed is refused: ${each}`),
      ...(alone.status === 0 ? [] : ['sha256sum finds another sum']),
      ...(wrong(other.publicKey).length > 0 ? [] : ['another key is accepted']),
      ...[...published(folder), 'SHA256SUMS'].flatMap((name) =>
        changed(
          `a changed byte of ${name}`,
          () => tamper(at(name)),
          () => tamper(at(name)),
        ),
      ),
      ...changed(
        'a file more',
        () => writeFileSync(at('tidings-more.deb'), ''),
        () => rmSync(at('tidings-more.deb')),
      ),
      ...changed(
        'a file less',
        () => renameSync(at('policies'), path.join(place, 'gone')),
        () => renameSync(path.join(place, 'gone'), at('policies')),
      ),
      ...wrong().map((each) => `what was put back is refused: ${each}`),
    ]
  })

/** What devices read of a release before anything else. @param {ReadonlyArray<string>} originals latest*.yml */
export const tryUpdates = (originals) =>
  inFolder((folder) => {
    const copies = originals.map((original) => copyOf(original, folder))
    const key = makeMinisignKey(folder)
    const other = makeMinisignKey(mkdtempSync(path.join(folder, 'other-')))
    signUpdates(folder, key.secretKey, Date.now())
    const verify = (/** @type {string} */ file, /** @type {string} */ publicKey) =>
      execFileSync('minisign', ['-V', '-Q', '-p', publicKey, '-m', file], { encoding: 'utf8', stdio: 'pipe' })
    return copies.flatMap((file) => {
      const name = path.basename(file)
      const says = verify(file, key.publicKey)
      return [
        ...(says.startsWith(`tidings-desktop file:${name} version:`)
          ? []
          : [`${name}: its comment says ${says}`]),
        ...(passes(() => verify(file, other.publicKey)) ? [`${name}: another key is accepted`] : []),
        ...tried(name, { check: () => verify(file, key.publicKey), damage: () => tamper(file) }),
      ]
    })
  })

/**
 * Whether a program for Windows, its signature taken off, is the one that was signed: but for the sum in its header, which is made over
 * both, and up to 7 zero bytes behind it, for a signature begins at a multiple of 8.
 *
 * @param {string} signed
 * @param {string} original
 */
function isSameBeneath(signed, original) {
  const plain = `${signed}.plain`
  execFileSync('osslsigncode', ['remove-signature', '-in', signed, '-out', plain], { stdio: 'pipe' })
  const [left, wanted] = [withoutSum(readFileSync(plain)), withoutSum(readFileSync(original))]
  const behind = left.subarray(wanted.length)
  return (
    left.subarray(0, wanted.length).equals(wanted) && behind.length < 8 && behind.every((byte) => byte === 0)
  )
}

/** @param {Buffer} bytes */
function withoutSum(bytes) {
  const header = bytes.readUInt32LE(0x3c)
  return bytes.fill(0, header + 88, header + 92)
}

/** @param {string} original an exe or MSI */
export const tryWindows = (original) =>
  inFolder((folder) => {
    const key = makeCertificate(folder)
    const file = copyOf(original, folder)
    signWindows(file, key)
    const other = makeCertificate(mkdtempSync(path.join(folder, 'other-')))
    const isStranger = passes(() => verifyWindows(file, other.authority))
    const isExe = file.endsWith('.exe')
    return [
      ...(isExe && !isSameBeneath(file, original) ? ['signing changed more than the signature'] : []),
      ...(isStranger ? ['a certificate that nobody vouches for is accepted'] : []),
      ...tried(path.basename(file), {
        check: () => verifyWindows(file, key.authority),
        damage: () => tamper(file),
      }),
    ]
  })

/** @param {string} original */
export const tryRpmSigning = (original) =>
  inFolder((folder) => {
    const key = makeGpgKey(folder)
    const file = copyOf(original, folder)
    signRpm(file, key)
    const database = path.join(folder, 'rpmdb')
    mkdirSync(database)
    execFileSync('rpm', ['--dbpath', database, '--import', key.publicKey], { stdio: 'pipe' })
    const check = () => {
      const { status, stdout } = spawnSync('rpm', ['--dbpath', database, '-Kv', file], { encoding: 'utf8' })
      if (status !== 0 || !/Signature.*: OK/.test(stdout)) throw new Error(stdout)
    }
    return tried('rpm', { check, damage: () => tamper(file) })
  })

/** A signed repository, as a fleet has it: apt takes the package from it, and not once a byte of its index or of the package differs. @param {string} deb */
export const tryApt = (deb) =>
  inFolder((folder) => {
    const key = makeGpgKey(folder)
    const repository = path.join(folder, 'repository')
    mkdirSync(repository)
    const file = copyOf(deb, repository)
    makeAptRepository(repository, key)
    const check = () => aptDownload(folder, repository, key.publicKey)
    const wrong = tried('a package in the apt repository', { check, damage: () => tamper(file) })
    copyOf(deb, repository)
    const damage = () => tamper(path.join(repository, 'InRelease'), 60)
    return [...wrong, ...tried('the index of the apt repository', { check, damage })]
  })

/** @param {string} folder @param {string} repository @param {string} publicKey */
function aptDownload(folder, repository, publicKey) {
  const state = mkdtempSync(path.join(folder, 'apt-'))
  for (const name of ['lists/partial', 'cache/archives/partial', 'got'])
    mkdirSync(path.join(state, name), { recursive: true })
  writeFileSync(path.join(state, 'status'), '')
  writeFileSync(
    path.join(state, 'sources.list'),
    `deb [arch=amd64 signed-by=${publicKey}] copy:${repository} ./\n`,
  )
  const options = [
    `Dir::Etc::SourceList=${state}/sources.list`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State=${state}`,
    `Dir::State::Status=${state}/status`,
    `Dir::Cache=${state}/cache`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option])
  execFileSync('apt-get', [...options, '--error-on=any', 'update'], { stdio: 'pipe' })
  execFileSync('apt-get', [...options, 'download', 'tidings'], {
    cwd: path.join(state, 'got'),
    stdio: 'pipe',
  })
}
