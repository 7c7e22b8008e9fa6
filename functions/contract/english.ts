// In which language a schema says what is wrong. Whoever shows its words to somebody imports this: zod/mini brings none of its own.

import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'

z.config(en())
