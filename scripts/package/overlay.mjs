// A system of its own that is thrown away: an overlay over this one, so that it has its tools. Needs root and mount namespaces, as a
// build machine has them.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../lib/run.mjs'

/**
 * Runs a script in it as root. The repository is there too, to be read.
 *
 * @param {string} script
 * @param {{ packages?: ReadonlyArray<string>, context?: ReadonlyArray<string> }} [given] `packages`: files, found in /packages;
 *   `context`: files and folders of the repository, found in /context with a master key for a relay; then Node and npm are in the path
 * @returns {{ code: number, output: string }}
 */
export function inOverlay(script, { packages = [], context = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-root-'))
  const given = path.join(folder, 'given')
  for (const name of ['packages', 'context']) mkdirSync(path.join(given, name), { recursive: true })
  for (const file of packages) cpSync(file, path.join(given, 'packages', path.basename(file)))
  for (const name of context)
    cpSync(path.join(root, name), path.join(given, 'context', name), { recursive: true })
  writeFileSync(path.join(given, 'context/master.key'), randomBytes(32).toString('base64'))
  writeFileSync(path.join(given, 'script'), script)
  const place = path.join(folder, 'place')
  mkdirSync(place)
  const mount = `
set -eu
mount -t tmpfs tmpfs ${place}
mkdir ${place}/upper ${place}/work ${place}/root
mount -t overlay overlay -o lowerdir=/,upperdir=${place}/upper,workdir=${place}/work ${place}/root
mount -t proc proc ${place}/root/proc
mount --bind /dev ${place}/root/dev
mkdir -p ${place}/root${root}
mount --bind ${root} ${place}/root${root}
mount -o remount,bind,ro ${place}/root${root}
cp -a ${given}/. ${place}/root/
${context.length > 0 ? `cp ${process.execPath} ${place}/root/usr/local/bin/node` : ''}
exec chroot ${place}/root /bin/bash -eu /script
`
  try {
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['--mount', '--pid', '--fork', 'bash', '-euc', mount],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'], // with a socket for its input, bash takes itself for a remote shell
        timeout: 300_000,
        env: {
          ...(context.length > 0 && process.env),
          PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          DEBIAN_FRONTEND: 'noninteractive',
        },
      },
    )
    return { code: status ?? 1, output: `${stdout}${stderr}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether this machine lets us: undefined if so, else why not. */
export function whyNoOverlay() {
  if (process.platform !== 'linux') return 'this is not Linux'
  if (process.getuid?.() !== 0) return 'it wants root'
  const { code, output } = inOverlay('true')
  return code === 0 ? undefined : (output.trim().split('\n').at(-1) ?? 'no overlay')
}
