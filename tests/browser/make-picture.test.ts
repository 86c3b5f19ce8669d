import { expect, test } from 'vitest'
import { maxPictureBytes, maxPictureSide, readPicture } from '../../core/protocol/pictures-api.ts'
import { wholeCrop } from '../../renderer/features/faces/crop.ts'
import { makePicture, openPicture } from '../../renderer/features/faces/make-picture.ts'

/** A JPEG with a place in its EXIF, as cameras write them. */
async function photo(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  for (let x = 0; x < width; x += 8) {
    if (context !== null) context.fillStyle = `rgb(${x % 256} ${(x * 7) % 256} 90)`
    context?.fillRect(x, 0, 8, height)
  }
  const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
  const exif = new TextEncoder().encode('Exif\0\0MM\0*GPS 47.3769 8.5417 Ana’s phone')
  const segment = new Uint8Array([0xff, 0xe1, 0, exif.length + 2, ...exif])
  return new Uint8Array([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)])
}

test('[PF6] a picture is drawn anew: small, square, and with nothing of what the file said', async () => {
  const file = await photo(1_600, 900)
  expect(new TextDecoder('latin1').decode(file)).toContain('GPS 47.3769')
  const opened = await openPicture(new Blob([file]))
  const made = opened && (await makePicture(opened, wholeCrop))
  expect(readPicture(made ?? new Uint8Array())).toEqual({
    type: 'image/webp',
    width: maxPictureSide,
    height: maxPictureSide,
    moves: false,
  })
  expect(made?.length).toBeLessThanOrEqual(maxPictureBytes)
  const text = new TextDecoder('latin1').decode(made)
  for (const told of ['Exif', 'EXIF', 'GPS', 'phone', 'XMP']) expect(text).not.toContain(told)
})

test('[PF6] what is no picture, is damaged, or would take gigabytes is not opened', async () => {
  const bytes = await photo(16, 16)
  const bomb = bytes.slice()
  const at = bomb.findIndex((byte, index) => byte === 0xff && bomb[index + 1] === 0xc0)
  bomb.set([0x7f, 0xff, 0x7f, 0xff], at + 5)
  for (const parts of [[bomb], [bytes.subarray(0, 40)], ['<svg xmlns="http://www.w3.org/2000/svg"/>'], []])
    expect(await openPicture(new Blob(parts, { type: 'image/png' }))).toBeUndefined()
})
