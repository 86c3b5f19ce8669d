/**
 * The text of a PDF, page by page, by pdf.js. Both of its parts run in the thread that calls: it starts no worker of its own, draws
 * nothing, fetches nothing, and runs nothing that stands in the file.
 */
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist'
import type { TextContent } from 'pdfjs-dist/types/src/display/api.d.ts'
import { WorkerMessageHandler } from 'pdfjs-dist/build/pdf.worker.mjs'
import { createTextSink, type TextSink } from './text-sink.ts'

// Where pdf.js looks for its other part before it starts a worker.
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } })

/** `say` is told the text as it is read. Gives whether that was all: not of what is damaged, encrypted or no PDF, nor where no page has text: pages of pictures. */
export async function readPdf(bytes: Uint8Array<ArrayBuffer>, say: (text: string) => void): Promise<boolean> {
  const sink = createTextSink(say)
  const loading = getDocument({
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    disableWorkerRendering: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
  })
  try {
    return await readPages(await loading.promise, sink)
  } catch {
    return false // pdf.js reports by throwing
  } finally {
    sink.tell()
    await loading.destroy().catch(() => undefined)
  }
}

async function readPages(document: PDFDocumentProxy, sink: TextSink): Promise<boolean> {
  let isWhole = true
  let isText = false
  for (let number = 1; number <= document.numPages && !sink.isFull(); number++) {
    try {
      const page = await document.getPage(number)
      if (await readPage(page, sink)) isText = true
      page.cleanup()
    } catch {
      isWhole = false // of this page alone
    }
    sink.add('\n')
    sink.tell()
  }
  return isWhole && isText && !sink.isFull()
}

/** Whether there is text on it. */
async function readPage(page: PDFPageProxy, sink: TextSink): Promise<boolean> {
  let isText = false
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- pdf.js says in its comments alone what it is a stream of
  const stream: ReadableStream<TextContent> = page.streamTextContent()
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    for (const item of next.value.items) {
      if (!('str' in item)) continue
      if (item.str.trim() !== '') isText = true
      sink.add(item.hasEOL ? `${item.str}\n` : item.str)
    }
    if (sink.isFull()) await reader.cancel(new Error('enough'))
  }
  return isText
}
