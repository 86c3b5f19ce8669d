import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = spanish

export const words: Translated<typeof english> = {
  attach: 'Adjuntar archivos',
  attached: 'Archivos por enviar',
  files: 'Archivos',
  remove: (name: string) => `Quitar ${name}`,
  reading: (name: string) => `Leyendo ${name}`,
  open: (name: string) => `Abrir ${name}`,
  save: (name: string) => `Guardar ${name}`,
  saveHere: 'Guardar',
  cancelUpload: (name: string) => `Detener la subida de ${name}`,
  cancelDownload: (name: string) => `Detener la descarga de ${name}`,
  retry: 'Reintentar',
  uploading: (share: string) => `Subiendo, ${share}`,
  waiting: 'Se subirá cuando el servidor esté disponible',
  fetching: (share: string) => `Descargando, ${share}`,
  program: 'Programa: ábrelo solo si confías en quien lo envió',
  noRoom: (limit: number) => `Un mensaje no admite más de ${number(limit)} archivos.`,
  leftOut: (left: number, all: number, limit: number) =>
    counted(left, {
      one: `# de ${number(all)} archivos se dejó fuera: un mensaje admite ${number(limit)}.`,
      other: `# de ${number(all)} archivos se dejaron fuera: un mensaje admite ${number(limit)}.`,
    }),
  unreadable: 'No se pudo leer. No se puede adjuntar una carpeta ni un archivo que ya no existe.',
  previousPicture: 'Imagen anterior',
  nextPicture: 'Imagen siguiente',
  pictureOf: (at: number, all: number) => `${number(at)} de ${number(all)}`,
  zoomIn: 'Más grande',
  zoomOut: 'Más pequeño',
  fetchingPicture: 'Descargando la imagen…',
  hugePicture: (megapixels: number) =>
    `Esta imagen tiene más de ${number(megapixels)} megapíxeles: mostrarla ocuparía demasiada memoria. Puedes guardarla.`,
  noPicture: 'Esto no es una imagen, aunque diga serlo. Puedes guardarlo.',
  units: ['B', 'kB', 'MB', 'GB'],
  size: (value: string, unit: string) => `${value} ${unit}`,
  failures: {
    locked: 'Este perfil está bloqueado. Desbloquéalo e inténtalo de nuevo.',
    expired: 'Tu sesión ha caducado. Vuelve a iniciarla e inténtalo otra vez.',
    tooLarge: (mebibytes: number) =>
      `Demasiado grande: un archivo puede tener hasta ${number(mebibytes)} MiB. Envíalo por partes o comparte un enlace.`,
    quota:
      'No queda espacio para tus archivos en el servidor. Borra algunos o pide más a quien lo administra.',
    diskFull:
      'El disco está lleno, así que el archivo no se pudo guardar. Libera espacio e inténtalo de nuevo.',
    disk: (detail: string) =>
      `No se pudo leer o escribir el archivo en este disco. Inténtalo de nuevo. (${detail})`,
    notThere: 'Este archivo no está en el servidor: se retiró o aún se está subiendo. Inténtalo más tarde.',
    unscanned:
      'El servidor comprueba primero si este archivo contiene software malicioso. Inténtalo de nuevo en unos segundos.',
    infected:
      'El servidor encontró software malicioso en este archivo y lo retiró. Avisa a la persona que lo envió.',
    cancelled: 'Se detuvo. Adjunta el archivo otra vez si quieres enviarlo.',
  },
  refusals: {
    truncated:
      'Falta parte de este archivo en el servidor, así que no se abrió. Pide que lo envíen de nuevo.',
    extended:
      'El servidor envió más de lo que contiene este archivo, así que no se abrió. Pide que lo envíen de nuevo.',
    swapped:
      'El servidor envió algo distinto de este archivo, así que no se abrió. Pide que lo envíen de nuevo.',
    malformed:
      'Este archivo no se hizo como se acordó, así que no se abrió. Pide a quien lo envió que lo envíe de nuevo.',
  },
}
