/** Which files say that they are text. Others are never read. */
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

/** Whether it says that it is text, and could be opened here. */
export const isTextFile = ({ name, type, size, seal }: Attachment): boolean =>
  seal !== undefined && size > 0 && !noText.test(type) && (textTypes.test(type) || hasTextName(name))

function hasTextName(name: string): boolean {
  const lower = name.toLowerCase()
  const dot = lower.lastIndexOf('.')
  return dot === -1 ? names.has(lower) : endings.has(lower.slice(dot + 1))
}
