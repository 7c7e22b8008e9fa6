// Must be imported before any schema is made: zod would otherwise probe `new Function`, which the content security policy reports.
import * as z from 'zod'

z.config({ jitless: true })
