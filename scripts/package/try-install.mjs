// Installs a package as an administrator would, in a system of its own that is thrown away: an overlay over this one, so that
// dpkg has its tools. Needs root and mount namespaces, as a build machine has them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** @param {string} script @param {ReadonlyArray<string>} args @returns {{ code: number, output: string }} */
function inOverlay(script, args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-root-'))
  const mount = `
set -eu
mount -t tmpfs tmpfs ${folder}
mkdir ${folder}/upper ${folder}/work ${folder}/root ${folder}/in
mount -t overlay overlay -o lowerdir=/,upperdir=${folder}/upper,workdir=${folder}/work ${folder}/root
mount -t proc proc ${folder}/root/proc
mkdir -p ${folder}/root/packages
for file in "$@"; do cp "$file" ${folder}/root/packages/; done
exec chroot ${folder}/root /bin/bash -euc '${script.replaceAll("'", `'\\''`)}'
`
  try {
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['--mount', '--pid', '--fork', 'bash', '-euc', mount, 'bash', ...args],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'], // with a socket for its input, bash takes itself for a remote shell
        timeout: 120_000,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
      },
    )
    return { code: status ?? 1, output: `${stdout}${stderr}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether this machine lets us: undefined if so, else why not. */
export function whyNoOverlay() {
  const { code, output } = inOverlay('true', [])
  return code === 0 ? undefined : (output.trim().split('\n').at(-1) ?? 'no overlay')
}

/** Two versions of a deb: install, run, upgrade, purge. @param {string} older @param {string} newer @returns {string[]} what is wrong */
export function tryDeb(older, newer) {
  const names = [older, newer].map((file) => `/packages/${path.basename(file)}`)
  const script = `
dpkg -i --force-depends ${names[0]} >/dev/null 2>&1
test -x /opt/Tidings/tidings
test "$(readlink -f /usr/bin/tidings)" = /opt/Tidings/tidings
/usr/bin/tidings | grep -q stand-in
dpkg -V tidings
grep -q "x-scheme-handler/tidings" /usr/share/applications/tidings.desktop
desktop-file-validate /usr/share/applications/tidings.desktop
before=$(dpkg-query -W -f '\${Version}' tidings)
dpkg -i --force-depends ${names[1]} >/dev/null 2>&1
after=$(dpkg-query -W -f '\${Version}' tidings)
test "$before" != "$after"
/usr/bin/tidings | grep -q stand-in
dpkg --purge --force-depends tidings >/dev/null 2>&1
test ! -e /opt/Tidings
test ! -e /usr/bin/tidings
test ! -e /usr/share/applications/tidings.desktop
echo "all is well"
`
  const { code, output } = inOverlay(script, [older, newer])
  return code === 0 && output.includes('all is well')
    ? []
    : [`the deb could not be installed, upgraded and purged: ${output.trim() || 'a check failed'}`]
}

/** The relay: installed with a key of its own, run as its service runs it, asked, purged. @param {string} deb @returns {string[]} what is wrong */
export function tryRelayDeb(deb) {
  const script = `
dpkg -i --force-depends /packages/${path.basename(deb)} >/dev/null 2>&1
test "$(stat -c %a /etc/tidings-relay/master.key)" = 600
key=$(cat /etc/tidings-relay/master.key)
cd /usr/lib/tidings-relay
export NODE_ENV=production DATA_DIR=/tmp/relay MASTER_KEY_FILE=/etc/tidings-relay/master.key PORT=0
./node sync-server/index.ts > /tmp/said 2>&1 &
for try in $(seq 300); do grep -q "relay listening" /tmp/said && break; sleep 0.1; done
test -s /tmp/said && grep -q "relay listening" /tmp/said || { cat /tmp/said; exit 1; }
url=$(sed -n "s/^relay listening on //p" /tmp/said)
./node -e "fetch(process.argv[1]).then((r) => r.text()).then(console.log)" "$url/healthz" | grep -q ok
./node -e "fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1))" "$url/docs/"
DATA_DIR=/tmp/relay tidings-admin backup /tmp/backup > /dev/null
kill %1
wait %1
dpkg -i --force-depends /packages/${path.basename(deb)} >/dev/null 2>&1
test "$key" = "$(cat /etc/tidings-relay/master.key)"
dpkg --purge tidings-relay >/dev/null 2>&1
test ! -e /usr/lib/tidings-relay
test ! -e /etc/tidings-relay
test ! -e /etc/default/tidings-relay
echo "all is well"
`
  const { code, output } = inOverlay(script, [deb])
  return code === 0 && output.includes('all is well')
    ? []
    : [`the relay's deb could not be installed, run and purged: ${output.trim() || 'a check failed'}`]
}

/**
 * How much of the system its service can reach, by systemd's own rating: 0 is nothing, 10 all. @param {string} folder what the deb was
 * made of @returns {string[]} what is wrong
 */
export function rateRelayService(folder) {
  const { stdout } = spawnSync(
    'systemd-analyze',
    ['security', '--offline=true', `--root=${folder}`, '--no-pager', 'tidings-relay.service'],
    { encoding: 'utf8' },
  )
  const level = Number(/exposure level for tidings-relay.service: ([\d.]+)/.exec(stdout)?.[1] ?? 10)
  return level <= 2 ? [] : [`systemd rates the service's exposure ${level}`]
}

/** @param {string} rpm @returns {string[]} what is wrong */
export function tryRpm(rpm) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-rpm-'))
  const call = (/** @type {ReadonlyArray<string>} */ args) =>
    spawnSync('rpm', ['--root', folder, ...args], { encoding: 'utf8' })
  try {
    mkdirSync(path.join(folder, 'var/lib/rpm'), { recursive: true })
    const steps = [
      ['--initdb'],
      ['-i', '--nodeps', '--noscripts', '--ignoreos', rpm],
      ['-V', '--nodeps', '--noscripts', 'tidings'],
      ['-e', '--nodeps', '--noscripts', 'tidings'],
    ]
    return steps.flatMap((args) => {
      const { status, stdout, stderr } = call(args)
      return status === 0 ? [] : [`rpm ${args[0]}: ${stdout}${stderr}`]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
