/** A message sent on to another conversation: its words as a quotation with the preview of its link, its files sealed anew for those who are there. */
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import type { Engine, OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { handOver } from '../../../core/engine/over-bridge/hand-over.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { blobSource } from '../attachments/blob-source.ts'
import type { PageFiles } from '../attachments/page-files.ts'
import { isOf } from '../previews/links.ts'
import { words } from './words.ts'

/** As Markdown: who said it and where, each line of it as a quotation, then what the person adds. */
export function quotationOf(
  text: string,
  { author, title, comment }: { readonly author: string; readonly title: string; readonly comment: string },
): string {
  const quoted = [words.quoted(author, title), ...(text === '' ? [] : text.split('\n'))]
  const lines = quoted.map((line) => `> ${line}`.trimEnd()).join('\n')
  return comment.trim() === '' ? lines : `${lines}\n\n${comment.trim()}`
}

interface ForwardDeps {
  readonly engine: Engine
  readonly bridge: PageBridge
  readonly files: Pick<PageFiles, 'open'>
}

/** Resolves once it is durable on this device. Nothing is sent if one of the files cannot be had. */
export async function forward(
  { engine, bridge, files }: ForwardDeps,
  { attachments = [], preview, text: said }: ShownMessage,
  to: ConversationId,
  text: string,
): Promise<Result<unknown, SendFailure>> {
  const open = engine.open(to)
  if (open === undefined) return fail({ kind: 'not-ready' })
  try {
    await opened(open)
    const sent = []
    for (const attachment of attachments) {
      const again = await sendAgain({ bridge, files }, attachment, to)
      if (!again.ok) return again
      sent.push(again.value)
    }
    return await open.post(text, {
      ...(sent.length > 0 && { attachments: sent }),
      ...(preview !== undefined && isOf(preview, said) && { preview }),
    })
  } finally {
    open.close()
  }
}

const opened = ({ view }: OpenConversation): Promise<void> =>
  new Promise((resolve) => {
    if (!view.read().opening) return resolve()
    const stop = view.listen(() => {
      if (view.read().opening) return
      stop()
      resolve()
    })
  })

async function sendAgain(
  { bridge, files }: Pick<ForwardDeps, 'bridge' | 'files'>,
  attachment: Attachment,
  to: ConversationId,
): Promise<Result<Attachment, SendFailure>> {
  const blob = await files.open(attachment)
  if (!blob.ok) return fail({ kind: 'file', failure: blob.failure })
  const handed = await handOver(bridge, to, blobSource(blob.value), () => true)
  if (!handed.ok) return fail({ kind: 'file', failure: handed.failure })
  const { seal: _, ...about } = attachment
  return ok({ ...about, ...handed.value })
}
