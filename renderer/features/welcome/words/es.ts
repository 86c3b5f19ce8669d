import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = spanish

export const words: Translated<typeof english> = {
  steps: [
    {
      title: 'Quién puede leer los canales',
      paragraphs: [
        'Un canal está abierto a todos en su espacio de trabajo y a quienes lleguen más tarde. El servidor que usa tu espacio de trabajo también puede leerlo: así se puede buscar en él desde el primer día.',
        'Un canal privado creado aquí está sellado. Solo pueden leerlo las personas que elijas; el servidor no puede.',
        'Bajo el nombre de cada conversación dice quién puede leerla. Púlsalo para saber más.',
      ],
    },
    {
      title: 'Quién puede leer los mensajes directos',
      paragraphs: [
        'Solo tú y la persona a la que escribes. Los mensajes se sellan en tu dispositivo y se abren en el suyo; el servidor transmite lo que no puede leer.',
        'Para estar seguros de que de verdad es esa persona, comparad el número de seguridad: una vez, cuando os veáis o por teléfono.',
        'Tus claves están solo en tus dispositivos. Crea un código de recuperación y podrás leer tus mensajes aunque los pierdas todos.',
      ],
    },
    {
      title: 'Qué se guarda aquí y qué pasa sin conexión',
      paragraphs: [
        'Tus mensajes están en este dispositivo, cifrados con tu contraseña. Puedes leer, buscar y escribir sin red.',
        'Lo que escribes sin conexión espera aquí y se envía por sí solo en cuanto el servidor esté disponible. Un reloj junto a un mensaje dice que espera; una marca, que ha llegado.',
        'Nada de lo que escribes se pierde cuando se para la aplicación o el ordenador.',
      ],
    },
  ],
  step: (step: number, of: number) => `${number(step)} de ${number(of)}`,
  skip: 'Omitir',
  back: 'Atrás',
  next: 'Siguiente',
  done: 'Empezar',
}
