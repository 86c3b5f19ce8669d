/** The font, the tokens and what every element starts from; in this order, before any component's own styles. */
import '@fontsource-variable/inter/wght.css'
import './tokens.css'
import './base.css'
