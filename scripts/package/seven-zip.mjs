#!/usr/bin/env node
// 7-Zip as electron-builder calls it, TIDINGS_7ZIP being the program itself. An archive notes the times of its files, some of which
// electron-builder wrote a moment ago: they get that of the commit first, so that two builds of it are the same.
import { spawnSync } from 'node:child_process'
import { lstatSync, lutimesSync } from 'node:fs'
import { builtAt, setTimes } from './built-at.mjs'

const [, , command = '', ...rest] = process.argv
if (command === 'a') {
  // The first that is no option is the archive.
  const [, ...added] = rest.filter((arg) => !arg.startsWith('-'))
  for (const name of added) {
    const status = lstatSync(name, { throwIfNoEntry: false })
    const at = Number(builtAt())
    if (status?.isDirectory() === true) setTimes(name)
    else if (status !== undefined) lutimesSync(name, at, at)
  }
}
const { status, error } = spawnSync(process.env['TIDINGS_7ZIP'] ?? '7za', [command, ...rest], {
  stdio: 'inherit',
})
if (error !== undefined) console.error(error.message)
process.exitCode = status ?? 1
