export const words = {
  changes: {
    react: 'Your reaction is on this device alone.',
    edit: 'Your edit of a message is on this device alone.',
    pin: 'What you pinned or unpinned is so on this device alone.',
    redact: 'What you deleted is gone on this device alone.',
    reply: 'Your reply in a thread is on this device alone.',
    post: 'Your message is on this device alone.',
    meta: 'Your change to the conversation itself is on this device alone.',
    other: 'Something you did here is on this device alone.',
  },
  refusals: {
    forbidden: 'Not sent. You may not write here, perhaps because you are no longer a member.',
    closed: 'Not sent. Nothing can be written here now.',
    'unknown-conversation': 'Not sent. The server does not know you in this conversation.',
    unacceptable: 'Not sent. The server could not accept it as it is. Edit it and send it again.',
    displaced: 'Not sent. The server holds something else in its place. Edit it to send it as a new message.',
    'stale-epoch':
      'Not sent. The keys of this conversation have changed. It is sealed again and sent by itself.',
    'not-linked':
      'Not sent. This device is not linked to your account. Link it in the settings, then send it again.',
    'key-changed':
      'Not sent. The key of somebody whom you had verified has changed. Compare it again, or accept it, and send this again.',
    'by-policy': 'Not sent. Your organisation allows no sealed messages on this device.',
    'not-verified':
      'Not sent. Your organisation wants everybody’s key compared first. Compare the keys of those who are not verified yet; then it is sent by itself.',
    'rate-limited': 'Not sent. That was too much at once. It is tried again by itself.',
    unavailable: 'Not sent. The server cannot store messages just now. It is tried again by itself.',
  },
  unacceptable: 'Not sent. The server could not accept it.',
} as const
