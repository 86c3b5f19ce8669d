import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = spanish

export const words: Translated<typeof english> = {
  open: 'Exportar…',
  title: (name: string) => `Exportar ${name}`,
  intro: 'Todo lo de esta conversación que está en este dispositivo, en un archivo. Funciona sin red.',
  sealedWarning:
    'Esta conversación está sellada, el archivo no: quien lo tenga puede leerlo todo. Guárdalo donde nadie más mire.',
  format: 'Como',
  formats: { html: 'Página web, para leer', json: 'JSON, para programas' },
  pictures: 'Imágenes',
  pictureChoices: { in: 'En el archivo', out: 'Dejar fuera' },
  picturesHint: 'Hasta 5 MB cada una y 200 MB en total. Los demás archivos se nombran en una lista.',
  missing: (parts: number) =>
    counted(parts, {
      one: '# parte del historial anterior (2000 mensajes como máximo) aún no está en este dispositivo y faltaría.',
      other:
        '# partes del historial anterior (2000 mensajes como máximo cada una) aún no están en este dispositivo y faltarían.',
    }),
  fetchFirst: 'Traerlas primero',
  fetching: 'Trayendo mensajes anteriores…',
  fetchFailed:
    'No se pudo contactar con el servidor. Puedes exportar lo que hay aquí o intentarlo más tarde.',
  start: 'Exportar',
  stop: 'Detener',
  reading: 'Leyendo lo que hay en este dispositivo…',
  progress: (done: number, total: number) => `Parte ${done} de ${total}…`,
  done: (count: number, place: string) =>
    `${plural(count, { one: `Hecho: ${number(count)} mensaje está en`, other: `Hecho: ${number(count)} mensajes están en` })} ${place}`,
  unreadable:
    'Parte del historial no se pudo leer en este dispositivo. No se escribió nada. Inténtalo más tarde.',
  locked: 'Esta cuenta está bloqueada. Desbloquéala e inténtalo de nuevo.',
  close: 'Cerrar',
  unnamed: 'Conversación',
  someone: 'Alguien',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) =>
    `Exportado de Tidings, ${when}. Las horas son las del dispositivo que hizo este archivo.`,
  madeSealed: 'Esta conversación está cifrada de extremo a extremo. Este archivo no.',
  incomplete: 'Los mensajes anteriores que no estaban en el dispositivo no están en este archivo.',
  edited: 'editado',
  pinned: (name: string) => `fijado por ${name}`,
  masked: 'texto sustituido por la moderación',
  deleted: 'Este mensaje se eliminó.',
  earlier: (when: string) => `Antes, desde ${when}:`,
  answerTo: (name: string) => `en respuesta a ${name}`,
  notInside: 'no está en este archivo',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} kB`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`,
  cancelled: 'No se escribió nada.',
  diskFull: 'El disco está lleno. No se guardó nada del archivo. Haz sitio o elige otro lugar.',
  disk: (detail: string) => `El archivo no se pudo escribir ahí. Elige otro lugar. (${detail})`,
}
