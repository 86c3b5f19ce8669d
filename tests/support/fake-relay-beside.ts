/** What a fake relay passes on that is in no log: what people do just now, and how far they have read. */
import { userId } from '../../core/protocol/ids.ts'
import { type FrameOf, logOf, type RelayCore, send, type Session, welcomed } from './fake-relay-parts.ts'

export function passOn(
  core: RelayCore,
  { device, user }: Session,
  { conversation, body }: FrameOf<'ephemeral'>,
): void {
  if (device === undefined || user === undefined) return
  for (const other of welcomed(core)) {
    if (other.device !== device) send(other, { kind: 'ephemeral', conversation, user, device, body })
  }
}

export function mark(core: RelayCore, session: Session, { conversation, seq }: FrameOf<'mark'>): void {
  const { user } = session
  if (user === undefined) return
  const key = `${conversation} ${user}`
  const marked = Math.min(seq, logOf(core, conversation).entries.length)
  if (marked <= (core.marks.get(key) ?? 0)) return
  core.marks.set(key, marked)
  for (const other of welcomed(core)) {
    if (other !== session) send(other, { kind: 'marks', conversation, marks: [{ user, seq: marked }] })
  }
}

export function tellMarks(core: RelayCore, session: Session): void {
  for (const conversation of core.logs.keys()) {
    const marks = Array.from(core.marks, ([key, seq]) => ({ key: key.split(' '), seq }))
      .filter(({ key }) => key[0] === conversation && key[1] !== session.user)
      .map(({ key, seq }) => ({ user: userId(key[1] ?? ''), seq }))
    if (marks.length > 0) send(session, { kind: 'marks', conversation, marks })
  }
}
