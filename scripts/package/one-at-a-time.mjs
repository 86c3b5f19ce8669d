// Called by electron-builder before and after it makes each package (docs/decisions/0124-packages.md). It makes those for Linux all at
// once, of one folder, into which it writes meanwhile of which kind the package is: an archive would then say to be a deb, and a deb
// to be an rpm, as chance has it. So here one waits for the other, and finds the folder as it was packed.
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { setTimes } from './built-at.mjs'
import { perPackage } from './reproduce.mjs'

const patience = 5 * 60_000
/** @type {{ file: string, since: number } | undefined} */
let current

/** @param {{ file: string }} context where the package goes: beside the folder */
export async function artifactBuildStarted({ file }) {
  const output = path.dirname(file)
  if (!isShared(file)) return
  // Whether one has failed is told to nobody.
  while (current !== undefined) {
    if (Date.now() - current.since > patience)
      throw new Error(`${current.file} was not finished in 5 minutes`)
    await wait(50)
  }
  current = { file, since: Date.now() }
  for (const name of readdirSync(output).filter((each) => /^linux.*-unpacked$/.test(each))) {
    const folder = path.join(output, name)
    for (const each of perPackage) rmSync(path.join(folder, each), { force: true })
    // Archives note the times of files.
    setTimes(folder)
  }
}

/** @param {{ file: string }} context */
export function artifactBuildCompleted({ file }) {
  if (current?.file === file) current = undefined
}

/** @param {string} file */
const isShared = (file) => /\.(deb|rpm|AppImage|tar\.gz)$/.test(file)
