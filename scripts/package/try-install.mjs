// Installs a package as an administrator would, in a system of its own that is thrown away (overlay.mjs).
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { inOverlay } from './overlay.mjs'

/** @param {string} script its last line says that all is well @param {ReadonlyArray<string>} packages @param {string} what @returns {string[]} what is wrong */
function tried(script, packages, what) {
  const { code, output } = inOverlay(`${script}echo "all is well"\n`, { packages })
  return code === 0 && output.includes('all is well') ? [] : [`${what}: ${output.trim() || 'a check failed'}`]
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
`
  return tried(script, [older, newer], 'the deb could not be installed, upgraded and purged')
}

/** What it depends on is to be had, by the lists of packages that this system has. @param {string} deb @returns {string[]} what is wrong */
export function tryDependencies(deb) {
  const script = `apt-get install --simulate --no-install-recommends /packages/${path.basename(deb)}\n`
  return tried(script, [deb], 'apt-get could not install the deb')
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
mkdir -m 700 /tmp/restored
DATA_DIR=/tmp/restored tidings-admin restore /tmp/backup > /dev/null
DATA_DIR=/tmp/restored tidings-admin verify > /dev/null
DATA_DIR=/tmp/relay tidings-admin users list > /dev/null
kill %1
wait %1
dpkg -i --force-depends /packages/${path.basename(deb)} >/dev/null 2>&1
test "$key" = "$(cat /etc/tidings-relay/master.key)"
dpkg --purge tidings-relay >/dev/null 2>&1
test ! -e /usr/lib/tidings-relay
test ! -e /etc/tidings-relay
test ! -e /etc/default/tidings-relay
`
  return tried(script, [deb], "the relay's deb could not be installed, run and purged")
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

/** Two versions of an rpm: install, run, upgrade, run, remove, with the scripts of both. @param {string} older @param {string} newer @returns {string[]} what is wrong */
export function tryRpm(older, newer) {
  const [first, second] = [older, newer].map((file) => `/packages/${path.basename(file)}`)
  // Of what it depends on Debian's rpm knows nothing. Where it finds no user namespaces, as here, it gives chrome-sandbox another mode.
  const rpm = 'rpm --nodeps --dbpath /tmp/rpmdb'
  const script = `
mkdir /tmp/rpmdb
rpm --dbpath /tmp/rpmdb --initdb
${rpm} -i --force-debian ${first}
/usr/bin/tidings | grep -q stand-in
${rpm} -V --nomode tidings
${rpm} -U --force-debian ${second}
${rpm} -V --nomode tidings
/usr/bin/tidings | grep -q stand-in
${rpm} -e --force-debian tidings
test ! -e /opt/Tidings
test ! -e /usr/bin/tidings
test ! -e /usr/share/applications/tidings.desktop
`
  return tried(script, [older, newer], 'the rpm could not be installed, upgraded and removed')
}
