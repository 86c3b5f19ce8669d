// package.json of the relay alone: of all our dependencies those that sync-server and core import. In plain Node, without any
// package: node scripts/package/relay-packages.mjs FOLDER writes it into the folder, where package.json of the whole lies.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Imported by sync-server and core, in order. @param {string} root */
function imported(root) {
  const sources = ['sync-server', 'core'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(root, folder, file), 'utf8')),
  )
  const names = sources.flatMap((text) =>
    Array.from(text.matchAll(/(?:from|import\() ?'((?:@[^/']+\/)?[^./'][^/']*)/g), ([, name = '']) => name),
  )
  return new Set(names)
}

/** @param {string} root where the sources are @param {string} folder where package.json goes */
export function writeRelayPackages(root, folder) {
  const about = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const names = imported(root)
  const dependencies = Object.fromEntries(
    Object.entries(about.dependencies).filter(([name]) => names.has(name)),
  )
  const { version, type, license } = about
  const written = { name: 'tidings-relay', private: true, version, type, license, dependencies }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(written, undefined, 2))
  return Object.keys(dependencies)
}

const [, program = '', folder] = process.argv
if (folder !== undefined && import.meta.filename === path.resolve(program))
  writeRelayPackages(path.resolve(folder), path.resolve(folder))
