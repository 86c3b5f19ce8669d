/** Which files say that there is text in them. Others are never read. */
import type { Attachment } from '../conversation/op.ts'

const textTypes =
  /^(?:text\/|application\/(?:json|xml|javascript|ecmascript|typescript|x-javascript|yaml|x-yaml|toml|sql|graphql|csv|x-sh|x-shellscript|x-ndjson|x-httpd-php|x-tex|x-subrip)$|[^;]*\+(?:json|xml)$)/
const noText = /^(?:text\/rtf$|image\/)/

const endings = new Set(
  (
    'txt text md markdown mdx rst adoc asciidoc org tex bib csv tsv psv json jsonl ndjson json5 geojson xml xsd xsl xslt html htm xhtml css scss sass ' +
    'less svg yaml yml toml ini cfg conf config env properties log out err diff patch srt vtt ics vcf eml sql graphql gql proto js mjs cjs jsx ts mts cts ' +
    'tsx vue svelte py rb php pl pm lua r jl go rs c h cc cpp cxx hpp hh cs java kt kts scala swift m mm dart ex exs erl hs ml fs clj lisp el sh bash ' +
    'zsh fish bat cmd ps1 gradle cmake mk make dockerfile tf nix asm s tcl vb pas f90'
  ).split(' '),
)
/** Files that are called so and have no ending. */
const names = new Set(['readme', 'license', 'changelog', 'makefile', 'dockerfile', 'notes', 'todo'])

/** How its text is taken: as it stands, from a PDF, or from the XML in a ZIP that OOXML and OpenDocument files are. */
export type FileKind = 'text' | 'pdf' | 'office'

const officeTypes =
  /^application\/vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\.|^application\/vnd\.ms-[a-z]+\.[a-z]+\.macroenabled/i
const officeEndings = new Set(
  'docx docm dotx dotm xlsx xlsm xltx xltm pptx pptm potx potm ppsx ppsm odt ott ods ots odp otp'.split(' '),
)

/** As its name or type says, if it could be opened here. Undefined if there is nothing to look into. */
export function kindOfFile({ name, type, size, seal }: Attachment): FileKind | undefined {
  if (seal === undefined || size === 0) return undefined
  const ending = endingOf(name)
  if (type === 'application/pdf' || ending === 'pdf') return 'pdf'
  if (officeTypes.test(type) || officeEndings.has(ending ?? '')) return 'office'
  if (noText.test(type)) return undefined
  const isText =
    textTypes.test(type) || (ending === undefined ? names.has(name.toLowerCase()) : endings.has(ending))
  return isText ? 'text' : undefined
}

export const isSearchedFile = (file: Attachment): boolean => kindOfFile(file) !== undefined

/** Undefined where there is no dot. */
function endingOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  return dot === -1 ? undefined : name.slice(dot + 1).toLowerCase()
}
