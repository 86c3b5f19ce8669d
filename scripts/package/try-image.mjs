// Follows the Dockerfile of the relay without Docker: its lines are carried out, in order, in a system of its own that is thrown
// away, with this Node in the place of the image that it begins with; then what it starts is started and asked.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { inOverlay } from './overlay.mjs'

/** @typedef {{ name: string, rest: string }} Line */

/** Lines of a Dockerfile as this one has them: one a line. @param {string} text @returns {Line[]} @internal */
export function readDockerfile(text) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
      if (!Object.hasOwn(acts, name))
        throw new Error(`a line of the Dockerfile that nobody follows here: ${line}`)
      return { name, rest }
    })
}

const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", `'\\''`)}'`
/** @param {string} json a list of words, as CMD has them */
const command = (json) => JSON.parse(json).map(quoted).join(' ')

/**
 * What stands in the script for one line. A stage is a folder, /stages/NAME; what is copied comes from /context.
 *
 * @typedef {{ stage: string, user: string, health: string, cmd: string, volume: string }} Told what the lines so far have said
 * @type {Readonly<Record<string, (rest: string, words: ReadonlyArray<string>, told: Told) => string>>}
 */
const acts = {
  FROM: (rest, words, told) => {
    if (!/^node:24\b/.test(rest)) throw new Error(`the image does not begin with Node 24: ${rest}`)
    told.stage = `/stages/${words[2] ?? 'last'}`
    return `mkdir -p ${told.stage}`
  },
  // As in a container, the folder is there by its own name.
  WORKDIR: (rest, _words, { stage }) =>
    `mkdir -p ${stage}${rest} && rm -rf ${rest} && ln -s ${stage}${rest} ${rest} && cd ${rest}`,
  COPY: (_rest, words) => {
    const from = /^--from=(.*)$/.exec(words[0] ?? '')?.[1]
    const [sources, target] = [words.slice(from === undefined ? 0 : 1, -1), words.at(-1) ?? '']
    const at = from === undefined ? '/context/' : `/stages/${from}`
    const folder = target.endsWith('/') ? target : path.dirname(target)
    return sources.map((source) => `mkdir -p ${folder} && cp -a ${at}${source} ${target}`).join(' && ')
  },
  RUN: (rest) => rest,
  ENV: (rest) => `export ${rest}`,
  EXPOSE: () => ':',
  USER: (rest, _words, told) => note(told, { user: rest }),
  VOLUME: (rest, _words, told) => note(told, { volume: rest }),
  CMD: (rest, _words, told) => note(told, { cmd: command(rest) }),
  HEALTHCHECK: (rest, _words, told) => note(told, { health: command(rest.slice(rest.indexOf('CMD ') + 4)) }),
}

/** @param {Told} told @param {Partial<Told>} more */
function note(told, more) {
  Object.assign(told, more)
  return ':'
}

/** For a shell of root, with Node and npm in its path. @param {ReadonlyArray<Line>} lines */
function scriptOf(lines) {
  const told = { stage: '', user: 'root', health: 'false', cmd: 'false', volume: '/nowhere' }
  const script = lines.map(({ name, rest }) => acts[name]?.(rest, rest.split(' '), told) ?? '')
  const { user, health, cmd, volume } = told
  const as = `setpriv --reuid ${user} --regid ${user} --clear-groups`
  return `id node >/dev/null 2>&1 || useradd --non-unique --uid 1000 --user-group node
${script.join('\n')}
test "$(id -u ${user})" != 0
test "$(stat -c %u:%a ${volume})" = "$(id -u ${user}):700"
bill=/usr/share/doc/tidings-relay/sbom.cdx.json
grep -q '"bom-ref": "pkg:generic/node@24' $bill || { echo "the bill of materials names no Node"; exit 1; }
held=$(find node_modules -name package.json | grep -Ec '(^|/)node_modules/(@[^/]+/)?[^/]+/package.json$')
test "$held" = "$(grep -c '"purl": "pkg:npm/' $bill)" || { echo "the bill of materials does not name what is there"; exit 1; }
cp /context/master.key /run/master.key && chown ${user} /run/master.key
export PORT=18787 MASTER_KEY_FILE=/run/master.key
${as} ${cmd} > /tmp/said 2>&1 &
for try in $(seq 600); do grep -q "relay listening" /tmp/said && break; sleep 0.1; done
grep -q "relay listening" /tmp/said || { cat /tmp/said; exit 1; }
${as} ${health} || { echo "the health check fails"; exit 1; }
kill -TERM %1
wait %1
! ${as} ${health} || { echo "the health check is well with no relay"; exit 1; }
echo "all is well"
`
}

/** @returns {string[]} what is wrong */
export function tryImage() {
  const lines = readDockerfile(readFileSync(path.join(root, 'deploy/relay/Dockerfile'), 'utf8'))
  const copied = lines
    .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from='))
    .flatMap(({ rest }) => rest.split(' ').slice(0, -1))
  const absent = copied.filter((name) => !existsSync(path.join(root, name)))
  if (absent.length > 0) return [`the Dockerfile copies what is not there: ${absent.join(', ')}`]
  const { code, output } = inOverlay(scriptOf(lines), { context: [...new Set(copied)] })
  return code === 0 && output.includes('all is well')
    ? []
    : [`the image's relay does not run: ${output.trim() || 'a check failed'}`]
}
