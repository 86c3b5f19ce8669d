export const words = {
  title: 'This window of Tidings stopped working',
  text: 'What you sent or queued is safe on this device. Open the window again to go on.',
  failed:
    'What you just did may not have worked. What you sent or queued is safe: look, and try again. If it goes on, reload the window.',
  open: 'Open again',
  safeMode: 'Restart in safe mode',
  safeModeNote:
    'If it keeps happening: safe mode does without the graphics processor and with settings as on the first day. Nothing of yours is deleted.',
  reportTitle: 'A report about it',
  reportNote:
    'This is all that it says: no message, no name. Nothing is sent; you can save it and give it to whoever looks after Tidings for you.',
  save: 'Save the report',
  fileName: 'tidings-report.txt',
} as const
