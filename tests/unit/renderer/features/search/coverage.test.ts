import { expect, test } from 'vitest'
import { documentId } from '../../../../../core/protocol/ids.ts'
import { coverageText } from '../../../../../renderer/features/search/words.ts'

const [plan, minutes] = [documentId('1'.repeat(32)), documentId('2'.repeat(32))]
const workspaces = [{ documents: [{ id: plan }] }, { documents: [{ id: minutes }] }]
const coverage = {
  indexed: 4,
  held: 4,
  filesElsewhere: 0,
  filesInPart: 0,
  toRead: 0,
  read: 0,
  known: 4,
  trouble: undefined,
}

test('[SE57] texts that are not on this device are counted, whatever else is searched', () => {
  const said = (pages: ReadonlyArray<typeof plan>) => coverageText({ ...coverage, pages }, workspaces)
  expect(said([plan, minutes])).toEqual(['All messages can be searched.'])
  expect(said([minutes])).toEqual([
    'All messages can be searched.',
    '1 document was never opened on this device: its text cannot be searched.',
  ])
  expect(said([])).toContain('2 documents were never opened on this device: their texts cannot be searched.')
})

test('[SE67] files that are not on this device are counted beside them', () => {
  const said = (filesElsewhere: number) =>
    coverageText({ ...coverage, filesElsewhere, pages: [plan, minutes] }, workspaces)
  expect(said(0)).toEqual(['All messages can be searched.'])
  expect(said(1)).toContain(
    '1 text, PDF or office file is not on this device: only its name can be searched.',
  )
  expect(said(3)).toContain(
    '3 text, PDF and office files are not on this device: only their names can be searched.',
  )
})

test('[SE73] so are those of which not all can be found, with what may be the reason', () => {
  const said = (filesInPart: number) =>
    coverageText({ ...coverage, filesInPart, pages: [plan, minutes] }, workspaces)
  expect(said(0)).toEqual(['All messages can be searched.'])
  expect(said(1)).toContain(
    '1 file can be searched only in part or by its name: it is very long, protected, damaged, made of pictures, or still being read.',
  )
  expect(said(2)[1]).toMatch(/^2 files can be searched only in part or by their names: they are /)
})
