// The app's icon in the sizes and formats of each system, drawn from renderer/icon.svg.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from '../lib/chromium.mjs'
import { root } from '../lib/run.mjs'
import { chromiumArguments } from '../lib/shell.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** `folder` gets `NxN.png` for Linux, `icon.ico` and `icon.icns`, unless it has them of this drawing already. @param {string} folder */
export async function drawIcons(folder) {
  mkdirSync(folder, { recursive: true })
  const svg = readFileSync(path.join(root, 'renderer', 'icon.svg'), 'utf8')
  const stamp = path.join(folder, `${createHash('sha256').update(svg).digest('hex')}.drawn`)
  if (existsSync(stamp)) return
  const drawn = await draw(svg)
  for (const [size, png] of drawn) {
    if (size <= 512) writeFileSync(path.join(folder, `${size}x${size}.png`), png)
  }
  writeFileSync(path.join(folder, 'icon.ico'), ico([...drawn].filter(([size]) => size <= 256)))
  writeFileSync(path.join(folder, 'icon.icns'), icns(drawn))
  writeFileSync(stamp, '')
}

/** @param {string} svg @returns {Promise<Map<number, Buffer>>} PNGs by their size */
async function draw(svg) {
  const { chromium } = await import('playwright-core')
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: chromiumArguments,
  })
  try {
    const page = await browser.newPage()
    const drawn = new Map()
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
      drawn.set(size, await page.screenshot({ omitBackground: true }))
    }
    return drawn
  } finally {
    await browser.close()
  }
}

/**
 * An icon of Windows: PNGs behind a directory. https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 *
 * @param {ReadonlyArray<readonly [number, Buffer]>} pictures
 */
function ico(pictures) {
  const head = Buffer.from([0, 0, 1, 0, pictures.length, 0])
  let at = 6 + 16 * pictures.length
  const entries = pictures.map(([size, png]) => {
    const entry = Buffer.alloc(16)
    entry[0] = size % 256 // 0 says 256
    entry[1] = size % 256
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(at, 12)
    at += png.length
    return entry
  })
  return Buffer.concat([head, ...entries, ...pictures.map(([, png]) => png)])
}

/** @type {ReadonlyArray<readonly [string, number]>} */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]

/** An icon of macOS: PNGs, each behind its type and length. @param {ReadonlyMap<number, Buffer>} drawn */
function icns(drawn) {
  const parts = icnsTypes.map(([type, size]) => {
    const png = drawn.get(size) ?? Buffer.alloc(0)
    return Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png])
  })
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(body.length + 8), body])
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
