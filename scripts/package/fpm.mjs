#!/usr/bin/env node
// What electron-builder asks of fpm, done with the tools of the systems themselves: dpkg-deb and rpmbuild. fpm is a Ruby program
// that Debian does not have; electron-builder would fetch one. An option that is not known here is an error, not passed over.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const valued = new Set([
  '-s',
  '-t',
  '-d',
  '--deb-recommends',
  '--deb-suggests',
  '--deb-compression',
  '--deb-priority',
  '--rpm-os',
  '--rpm-summary',
  '--rpm-compression',
  '--architecture',
  '--after-install',
  '--after-remove',
  '--before-install',
  '--before-remove',
  '--description',
  '--version',
  '--package',
  '--name',
  '--maintainer',
  '--vendor',
  '--url',
  '--license',
  '--category',
  '--iteration',
])
const bare = new Set(['--force', '--deb-no-default-config-files'])

/** @param {ReadonlyArray<string>} args */
function read(args) {
  /** @type {Map<string, string[]>} */
  const options = new Map()
  const files = []
  for (let at = 0; at < args.length; at++) {
    const [arg, joined] = splitOption(args[at] ?? '')
    if (bare.has(arg)) continue
    if (valued.has(arg)) options.set(arg, [...(options.get(arg) ?? []), joined ?? args[++at] ?? ''])
    else if (arg.startsWith('-')) throw new Error(`an option of fpm that is not known here: ${arg}`)
    else files.push(args[at] ?? '')
  }
  return {
    one: (/** @type {string} */ name) => options.get(name)?.at(-1) ?? '',
    all: (/** @type {string} */ name) => options.get(name) ?? [],
    files,
  }
}

/** @param {string} arg @returns {[string, string | undefined]} */
function splitOption(arg) {
  const found = /^(--[\w-]+)=(.*)$/s.exec(arg)
  return found === null ? [arg, undefined] : [found[1] ?? '', found[2]]
}

const { one, all, files } = read(process.argv.slice(2))
const work = mkdtempSync(path.join(tmpdir(), 'tidings-fpm-'))
try {
  const stage = path.join(work, 'stage')
  for (const each of files) place(each, stage)
  if (one('-t') === 'deb') makeDeb(stage)
  else if (one('-t') === 'rpm') makeRpm(stage)
  else throw new Error(`a kind of package that is not known here: ${one('-t')}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** `SOURCE=/TARGET`; a source that ends in `/` is what is in the folder. @param {string} pair @param {string} stage */
function place(pair, stage) {
  const [, source = '', target = ''] = /^(.*?)=(\/.*)$/.exec(pair) ?? []
  if (source === '') throw new Error(`not SOURCE=/TARGET: ${pair}`)
  const to = path.join(stage, target)
  mkdirSync(source.endsWith('/') ? to : path.dirname(to), { recursive: true })
  cpSync(source, to, { recursive: true, verbatimSymlinks: true })
  if (statSync(to).isFile()) chmodSync(to, 0o644)
}

/** @param {string} stage */
function makeDeb(stage) {
  const control = path.join(stage, 'DEBIAN')
  mkdirSync(control)
  const size = execFileSync('du', ['-sk', '--apparent-size', '--exclude=DEBIAN', stage], {
    encoding: 'utf8',
  }).split('\t')[0]
  const [first = '', ...more] = one('--description').split('\n')
  const lines = [
    `Package: ${one('--name')}`,
    `Version: ${one('--version')}`,
    `License: ${one('--license')}`,
    `Vendor: ${one('--vendor')}`,
    `Architecture: ${one('--architecture')}`,
    `Maintainer: ${one('--maintainer')}`,
    `Installed-Size: ${size}`,
    `Depends: ${all('-d').join(', ')}`,
    `Recommends: ${all('--deb-recommends').join(', ')}`,
    `Section: ${one('--category') || 'default'}`,
    `Priority: ${one('--deb-priority') || 'optional'}`,
    `Homepage: ${one('--url')}`,
    `Description: ${[first, ...more.map((line) => (line.trim() === '' ? ' .' : ` ${line.trim()}`))].join('\n')}`,
  ]
  writeFileSync(path.join(control, 'control'), `${lines.filter((line) => !line.endsWith(': ')).join('\n')}\n`)
  const scripts = {
    postinst: '--after-install',
    postrm: '--after-remove',
    preinst: '--before-install',
    prerm: '--before-remove',
  }
  for (const [name, option] of Object.entries(scripts)) {
    if (one(option) !== '')
      writeFileSync(path.join(control, name), readFileSync(one(option)), { mode: 0o755 })
  }
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', `-Z${one('--deb-compression') || 'xz'}`, '--build', stage, one('--package')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
}

/** @param {string} stage */
function makeRpm(stage) {
  const architecture = { amd64: 'x86_64', arm64: 'aarch64' }[one('--architecture')] ?? one('--architecture')
  const [install, remove] = ['--after-install', '--after-remove'].map((option) =>
    one(option) === '' ? '' : readFileSync(one(option), 'utf8').replaceAll('%', '%%'),
  )
  // The scripts are bash. An upgrade ends with what the older version does after it was removed: it must take nothing away then,
  // for the newer one stands in its place already.
  const sections = [
    ...(install === '' ? [] : [`%post -p /bin/bash\n${install}`]),
    ...(remove === '' ? [] : [`%postun -p /bin/bash\n[ "$1" = 0 ] || exit 0\n${remove}`]),
  ]
  const spec = `
%define __spec_install_post %{nil}
%define _build_id_links none
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define _buildhost tidings
%define _binary_payload w2.xzdio
Name: ${one('--name').toLowerCase()}
Version: ${one('--version').replaceAll('-', '_')}
Release: 1
Summary: ${one('--rpm-summary')}
License: ${one('--license') || 'unlicensed'}
Vendor: ${one('--vendor')}
URL: ${one('--url') || 'https://tidings.example'}
Packager: ${one('--maintainer')}
AutoReqProv: no
${all('-d')
  .map((name) => `Requires: ${name}`)
  .join('\n')}
%description
${one('--description')}
%install
cp -a ${stage}/. %{buildroot}/
%files
%defattr(-,root,root,-)
${packaged(stage).join('\n')}
${sections.join('\n')}
`
  const file = path.join(work, 'package.spec')
  writeFileSync(file, spec)
  execFileSync(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      `--target=${architecture}`,
      '--define',
      `_topdir ${work}/rpm`,
      '--define',
      `_rpmdir ${work}/out`,
      file,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const made = execFileSync('find', [`${work}/out`, '-name', '*.rpm'], { encoding: 'utf8' }).trim()
  if (!existsSync(made)) throw new Error('rpmbuild made no package')
  cpSync(made, one('--package'))
}

/** Whole folders below /opt, where all is ours; single files elsewhere, for /usr/share is of others too. @param {string} stage */
function packaged(stage) {
  const find = (/** @type {ReadonlyArray<string>} */ args) =>
    execFileSync('find', args, { encoding: 'utf8' })
      .split('\n')
      .filter((file) => file !== '')
      .map((file) => `"${file.slice(stage.length)}"`)
  const opt = path.join(stage, 'opt')
  const folders = existsSync(opt) ? find([opt, '-mindepth', '1', '-type', 'd']) : []
  return [...folders.map((folder) => `%dir ${folder}`), ...find([stage, '-type', 'f', '-o', '-type', 'l'])]
}
