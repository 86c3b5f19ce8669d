import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Esta ventana de Tidings dejó de funcionar',
  text: 'Lo que enviaste o dejaste en cola está a salvo en este dispositivo. Abre la ventana otra vez para continuar.',
  failed:
    'Puede que lo último que hiciste no haya funcionado. Lo enviado y lo que espera está a salvo: compruébalo e inténtalo de nuevo. Si sigue pasando, recarga la ventana.',
  open: 'Abrir otra vez',
  safeMode: 'Reiniciar en modo seguro',
  safeModeNote:
    'Si sigue pasando: el modo seguro prescinde del procesador gráfico y usa los ajustes del primer día. No se borra nada tuyo.',
  reportTitle: 'Un informe de lo ocurrido',
  reportNote:
    'Esto es todo lo que dice: ningún mensaje, ningún nombre. No se envía nada; puedes guardarlo y dárselo a quien se encarga de Tidings.',
  save: 'Guardar el informe',
  fileName: 'tidings-informe.txt',
}
